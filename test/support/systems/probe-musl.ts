import { muslBusybox } from "./musl-busybox.ts";
console.log(await muslBusybox(console.error));
