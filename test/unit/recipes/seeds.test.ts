/** Seeds before the first write: everything that is wrong with any of them at once, with its place and without its content. */
import { expect, test } from "vitest";
import { BareonError } from "../../../src/base/errors.ts";
import { planRecord } from "../../../src/boot/store/deploy-record.ts";
import { loadSeeds } from "../../../src/recipes/seeds.ts";
import { checkStoredPlan, type ConfigSource, sourceOf } from "../../../src/recipes/plan.ts";
import { renderPlan } from "../../../src/view/plan.ts";
import { plainStyle } from "../../../src/view/style.ts";
import { changed } from "../../support/files/example.ts";
import { createRecordingHost, createTestContext, type ExpectedCommand } from "../../support/hosts/recording-host.ts";
import { planExample } from "../plan/fixture.ts";

const secret = "hunter2";
const file = "/root/seeds/web-green.cfg";
const network = "/root/seeds/network.yaml";

function sourceFor(changes: Readonly<Record<string, unknown>> = {}): ConfigSource {
  const document = changed("seeds", { "/images/1/seed/network_config": network, ...changes });
  return { dialect: "ironic", document, compat: false, driver: undefined };
}

/** stat and cat of a file of this machine. */
function holding(path: string, content: string): ExpectedCommand[] {
  return [
    { command: new RegExp(`^stat .*${path}$`, "u"), stdout: `regular file:${content.length}\n`, always: true },
    { command: new RegExp(`^cat .*${path}$`, "u"), stdout: content, always: true },
  ];
}

test("of systems that alone are deployed only the seeds are read", async () => {
  const host = createRecordingHost();
  const seeds = await loadSeeds(createTestContext(host), sourceFor(), "all", ["bookworm"]);
  expect([...seeds.keys()]).toEqual(["bookworm"]);
});

async function refusalOf(
  changes: Readonly<Record<string, unknown>>,
  expected: readonly ExpectedCommand[],
): Promise<BareonError> {
  const host = createRecordingHost({ expect: expected });
  const error: unknown = await loadSeeds(createTestContext(host), sourceFor(changes)).catch(
    (reason: unknown) => reason,
  );
  if (error instanceof BareonError) return error;
  throw new Error("nothing was refused");
}

const goodFiles = [...holding(file, "#cloud-config\n"), ...holding(network, "version: 2\n")];

test("seeds are read from where they are, by the image", async () => {
  const host = createRecordingHost({ expect: goodFiles });
  const seeds = await loadSeeds(createTestContext(host), sourceFor());
  const texts = Array.from(seeds, ([name, files]) => [
    name,
    Object.fromEntries(Object.entries(files).map(([part, bytes]) => [part, new TextDecoder().decode(bytes)])),
  ]);
  expect(Object.fromEntries(texts)).toEqual({
    bookworm: {
      metaData: '{\n  "local-hostname": "web-blue"\n}\n',
      userData: expect.stringContaining("#cloud-config\n{") as string,
      networkConfig: expect.stringContaining('"dhcp4": true') as string,
    },
    trixie: { metaData: "local-hostname: web-green\n", userData: "#cloud-config\n", networkConfig: "version: 2\n" },
  });
});

test("everything that is wrong is told at once, each with its place, and none with its content", async () => {
  const error = await refusalOf({ "/images/0/seed/meta_data": `- ${secret}`, "/images/0/seed/user_data": secret }, [
    { command: /^stat .*web-green/u, exitCode: 1, stderr: "stat: cannot statx: No such file or directory" },
    ...holding(network, `${secret}: [`),
  ]);
  expect(error.exit).toBe("invalid");
  expect(error.violations.map(({ pointer }) => pointer)).toEqual([
    "/images/0/seed/meta_data",
    "/images/0/seed/user_data",
    "/images/1/seed/user_data",
    "/images/1/seed/network_config",
  ]);
  expect(JSON.stringify([error.message, error.violations])).not.toContain(secret);
});

test("what is wrong outside the config alone is an error of a source; a file that is too large is one", async () => {
  const error = await refusalOf({}, [
    ...holding(file, "#!".padEnd(1024 * 1024 + 1)),
    ...holding(network, "version: 2\n"),
  ]);
  expect(error).toMatchObject({
    exit: "source",
    violations: [{ pointer: "/images/1/seed/user_data", problem: expect.stringContaining("longer than") as string }],
  });
});

test("without the machine only what stands in the config is judged", async () => {
  const host = createRecordingHost();
  expect([...(await loadSeeds(createTestContext(host), sourceFor(), "inline")).keys()]).toEqual(["bookworm", "trixie"]);
});

const secretChanges = {
  "/images/0/seed/user_data": `#cloud-config\npassword: ${secret}\n`,
  "/images/1/seed/network_config": `https://ops:${secret}@example.net/n?token=${secret}`,
};

test("no content is in a plan or in the record, and both say where it is", () => {
  const plan = planExample("seeds", changed("seeds", secretChanges));
  const shown = renderPlan(plan, 80, plainStyle);
  const { config, ...request } = plan.request ?? {};
  expect(JSON.stringify(request)).not.toContain(secret);
  expect(JSON.stringify((config as { images: unknown[] }).images[0])).not.toContain(secret);
  expect(shown).not.toContain(secret);
  expect(shown).toMatch(/user-data +in the config +32 bytes/u);
  expect(shown).toMatch(/user-data +\/root\/seeds\/web-green.cfg/u);
  const record = planRecord(plan);
  expect(JSON.stringify(record)).not.toContain(secret);
  expect(record.images[1]?.seed).toEqual({
    metaData: { source: "inline" },
    userData: { source: file },
    networkConfig: { source: "https://example.net/n" },
  });
  expect(record.leftOut).toContainEqual({ field: "/images/0/seed/userData", what: ["content"] });
  expect(record.leftOut).toContainEqual({
    field: "/images/1/seed/networkConfig/source",
    what: ["userinfo", "query"],
  });
});

test("a plan that was stored is the same one, and is not deployed without what it leaves out", async () => {
  const plan = planExample("seeds", changed("seeds", secretChanges));
  checkStoredPlan(plan);
  const source = sourceOf(plan);
  const host = createRecordingHost({
    expect: [...goodFiles, { command: /^stdbuf .*curl/u, exitCode: 60, always: true }],
  });
  const error: unknown = await loadSeeds(createTestContext(host), source).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ exit: "invalid" });
  expect((error as BareonError).violations).toContainEqual({
    pointer: "/images/0/seed/user_data",
    problem: expect.stringContaining("left out of a plan") as string,
    expected: expect.stringContaining("deploy from the config itself") as string,
  });
});
