/** What a configuration file can say and the command line cannot: they are values beside those of the options, under the same kind of name. */
import { BareonError } from "../../base/errors.ts";
import type { DialectSettings } from "../../dialects/dialect.ts";
import type { HttpLimits } from "../../host/host.ts";
import type { ParsedRun } from "../command-line.ts";

interface Setting {
  readonly name: string;
  readonly least: number;
  readonly most: number;
  readonly isWhole: boolean;
}

/** Eleven days in seconds, which no timer overflows. */
const longest = 1_000_000;

const settings: readonly Setting[] = [
  { name: "grub-timeout", least: 0, most: 3600, isWhole: true },
  { name: "http-max-retries", least: 0, most: longest, isWhole: true },
  { name: "http-retry-delay", least: 0, most: longest, isWhole: false },
  { name: "http-request-timeout", least: 1, most: longest, isWhole: false },
];

/** Settings that are true or false. */
const switches: readonly string[] = ["prepare-configdrive", "fix-udev-net-rules"];

/** The words for both, in small letters. */
export const yes: readonly string[] = ["true", "1", "yes", "on"];
export const no: readonly string[] = ["false", "0", "no", "off"];

/** The name of an option or setting as such files have it. */
export function keyOf(name: string): string {
  return name.replaceAll("-", "_");
}

export function isFileSetting(name: string): boolean {
  return switches.includes(name) || settings.some((setting) => setting.name === name);
}

/** Throws BareonError "usage" for a value that the setting cannot have. */
export function checkFileSetting(file: string, name: string, value: string): void {
  if (switches.includes(name)) {
    if ([...yes, ...no].includes(value.toLowerCase())) return;
    throw new BareonError("usage", `${file}: ${keyOf(name)} = ${JSON.stringify(value)} is not true or false.`);
  }
  const setting = settings.find((one) => one.name === name);
  if (setting === undefined) throw new Error(`the setting ${name} is in no table`);
  const { least, most, isWhole } = setting;
  const number = Number(value);
  if (/^\d+(?:\.\d+)?$/u.test(value) && number >= least && number <= most && (!isWhole || Number.isInteger(number)))
    return;
  throw new BareonError(
    "usage",
    `${file}: ${keyOf(name)} = ${JSON.stringify(value)} is not a ${isWhole ? "whole " : ""}number from ${least} to ${most}.`,
  );
}

type Values = ParsedRun["values"];

function numberOf(values: Values, name: string): number | undefined {
  const value = values.get(name);
  return typeof value === "string" ? Number(value) : undefined;
}

/** Seconds that the boot menu waits if the deploy config does not say it; undefined for what its dialect has. */
export function menuTimeoutOf(values: Values): number | undefined {
  return numberOf(values, "grub-timeout");
}

/** What a dialect is told beside the document; undefined if nothing is set otherwise than usual. */
export function dialectSettingsOf(values: Values): DialectSettings | undefined {
  const isOff = (name: string): boolean => no.includes(String(values.get(name)).toLowerCase());
  const [drive, names] = [isOff("prepare-configdrive"), isOff("fix-udev-net-rules")];
  if (!drive && !names) return undefined;
  return { ...(drive ? { prepareConfigDrive: false } : {}), ...(names ? { nameInterfaces: false } : {}) };
}

/** What is said of transfers over HTTP; 0 retries are no end of them, as in the program of old. */
export function httpLimitsOf(values: Values): Partial<HttpLimits> {
  const retries = numberOf(values, "http-max-retries");
  const pauseSeconds = numberOf(values, "http-retry-delay");
  const seconds = numberOf(values, "http-request-timeout");
  return {
    ...(retries === undefined ? {} : { retries: retries === 0 ? Number.POSITIVE_INFINITY : retries }),
    ...(pauseSeconds === undefined ? {} : { pauseSeconds }),
    // curl counts whole seconds.
    ...(seconds === undefined ? {} : { stallSeconds: Math.ceil(seconds) }),
  };
}
