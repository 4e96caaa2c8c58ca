/** Secrets that are known by their looks, whatever they are called. */

/** What stands in place of a secret. */
export const removed = "[removed]";

/** Shapes that nothing else has, with what stands in their place. */
const shapes: readonly (readonly [RegExp, string])[] = [
  // Hashes of passwords: crypt(5), of LDAP, of GRUB.
  [/\$(?:1|2[abxy]|3|5|6|7|y|gy|apr1|md5|sha1|sm3\w{0,4}|scrypt|pbkdf2[\w-]{0,16})[$,][^\s:"',;]+/gu, removed],
  [/\$argon2\w{0,4}\$[^\s:"';]+/gu, removed],
  [/\{(?:S?SHA\d{0,3}|S?MD5|CRYPT|PBKDF2[\w-]{0,16})\}[\w$./+=]{8,}/gu, removed],
  [/\bgrub\.pbkdf2\.[^\s"']+/gu, removed],
  // Tokens of services.
  [
    /\b(?:gh[oprsu]_|github_pat_|glpat-|xox[abeprs]-|xapp-|hv[bs]\.|AKIA|ASIA|AIza|dckr_pat_|[rs]k_live_)[\w-]{10,}/gu,
    removed,
  ],
  [/\b(?:sk-(?:ant|proj)-|pypi-)[\w-]{16,}/gu, removed],
  [/\b(?:npm_|hf_)[A-Za-z0-9]{30,}/gu, removed],
  [
    /(https:\/\/(?:hooks\.slack\.com|discord(?:app)?\.com\/api\/webhooks|[\w-]{1,63}\.webhook\.office\.com)\/)[^\s"'<>]+/giu,
    `$1${removed}`,
  ],
  [/(?<![\w-])eyJ[\w-]{8,}\.[\w-]+\.[\w-]*/gu, removed],
  // Keys: of age, and those by which encrypted volumes are opened in need, of these programs and of systemd-cryptenroll(1).
  [/\bAGE-SECRET-KEY-1[0-9A-Z]+/gu, removed],
  [/(?<![\w-])(?:[a-z2-9]{6}-){9}[a-z2-9]{6}(?![\w-])/gu, removed],
  [/(?<![\w-])(?:[cbdefghijklnrtuv]{8}-){7}[cbdefghijklnrtuv]{8}(?![\w-])/gu, removed],
  // What a head says, and curl(1) is told.
  [/\b(Bearer\s{1,8})[\w+/=.~:-]{8,}/giu, `$1${removed}`],
  [/((?<![\w-])(?:-[uU]|--user|--proxy-user)[ =]["']?[^\s:"']{1,256}:)[^\s"']+/gu, `$1${removed}`],
];

export function removeShapes(line: string): string {
  let shown = line;
  for (const [shape, instead] of shapes) shown = shown.replace(shape, instead);
  return shown;
}
