/** An HTTP server on 127.0.0.1 that serves the files of a folder, BusyBox's; guests reach it at 10.0.2.2. */
import { spawn } from "node:child_process";
import { freePort, until } from "./port.ts";

export interface FileServer extends AsyncDisposable {
  readonly port: number;
  /** The address of a file for this machine. */
  readonly localUrl: (name: string) => string;
}

/** Starts the server and waits until it answers. It ends with the calling process, whatever ends that. */
export async function startFileServer(folder: string): Promise<FileServer> {
  const port = await freePort();
  const server = ["busybox", "httpd", "-f", "-p", `127.0.0.1:${port}`, "-h", folder];
  const child = spawn("setpriv", ["--pdeathsig", "KILL", "--", ...server], { stdio: "ignore" });
  const localUrl = (name: string): string => `http://127.0.0.1:${port}/${name}`;
  await until(`the HTTP server on port ${port}`, 20, async () => {
    if (child.exitCode !== null) throw new Error(`the HTTP server ended with ${child.exitCode}`);
    return await fetch(localUrl("")).then(
      () => true,
      () => false,
    );
  });
  return {
    port,
    localUrl,
    async [Symbol.asyncDispose]() {
      const gone = new Promise((done) => child.once("exit", done));
      child.kill("SIGTERM");
      await gone;
    },
  };
}
