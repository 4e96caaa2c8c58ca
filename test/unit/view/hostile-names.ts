/** Names that are meant to harm whatever shows them, and plans that have them everywhere. */
import type { Plan } from "../../../src/schema/plan.ts";

/** Texts that a config or a disk may have on purpose. */
export const hostile = [
  "<script>alert(1)</script>",
  `"><img src=x onerror=alert(1)>`,
  "'/><!-- ]]> </style></svg></title></details>",
  "&lt;b&gt; &amp; &#60;",
  "\u202Egnp.exe\u2066\u200F",
  "\u0000\u0007\u001B[2J\u0085\u009F",
  "\uFFFE\uFFFF\uFDD0\u{1FFFE}\uD800",
  "x".repeat(4000),
  "多".repeat(300),
  "e\u0301\u0301\u0301\u0301\u0301",
  "line one\nline two",
  "{{7*7}} ${x} <%= y %>",
] as const;

/** The plan with something put in front of every name that a config or a disk has given. */
export function rename(plan: Plan, mark: string): Plan {
  const names = [...plan.images, ...plan.utilities].map(({ name }) => name);
  const free = new Set([
    "model",
    "serial",
    "label",
    "title",
    "kernelParams",
    "source",
    "mount",
    "place",
    "table",
    "wwn",
  ]);
  const text = JSON.stringify(plan, (key, value: unknown) => {
    if (typeof value !== "string") return value;
    return names.includes(value) || free.has(key) ? `${mark}${value}` : value;
  });
  return JSON.parse(text) as Plan;
}
