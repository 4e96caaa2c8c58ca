/** Bytes on their way: nothing too much is passed on, a head is held back whole, and what a second reader finds is never lost. */
import { expect, test } from "vitest";
import { drain, limited, readFirst, tee, splitHead } from "../../../src/sources/file/byte-streams.ts";

async function* pieces(text: string, length: number): AsyncGenerator<Uint8Array, void> {
  for (let at = 0; at < text.length; at += length) yield Buffer.from(text.slice(at, at + length));
}

async function textOf(bytes: AsyncIterable<Uint8Array>, passed: string[] = []): Promise<string> {
  for await (const chunk of bytes) passed.push(Buffer.from(chunk).toString());
  return passed.join("");
}

test.for([1, 2, 3, 4, 9, 20])(
  "in pieces of %i, the head is held back to its last byte and the body has the rest",
  async (length) => {
    for (const headLength of [0, 1, 4, 9, 20]) {
      const { body, head, total } = splitHead(pieces("0123456789", length), headLength);
      expect([await textOf(body), Buffer.from(head()).toString(), total()]).toEqual([
        "0123456789".slice(headLength),
        "0123456789".slice(0, headLength),
        10,
      ]);
    }
  },
);

test("the head is as it was read, whatever becomes of the buffer", async () => {
  async function* reused(): AsyncGenerator<Uint8Array, void> {
    const buffer = Buffer.from("good");
    yield buffer;
    yield buffer.fill("x");
  }
  const { body, head } = splitHead(reused(), 4);
  await drain(body);
  expect(Buffer.from(head()).toString()).toBe("good");
});

test.for([1, 3, 10])("in pieces of %i, as many bytes as allowed pass and none more", async (length) => {
  expect(await textOf(limited(pieces("0123456789", length), 10, "too much"))).toBe("0123456789");
  const passed: string[] = [];
  await expect(textOf(limited(pieces("0123456789", length), 9, "too much"), passed)).rejects.toMatchObject({
    exit: "failure",
    message: "too much",
  });
  expect(passed.join("").length).toBeLessThanOrEqual(9);
  expect(Buffer.from(await readFirst(pieces("0123456789", length), 4)).toString()).toBe("0123");
});

test("a second reader gets the same bytes, and what it throws at the end is thrown", async () => {
  const copies: string[] = [];
  const reader = async (copy: AsyncIterable<Uint8Array>): Promise<void> => void copies.push(await textOf(copy));
  expect(await textOf(tee(pieces("0123456789", 3), reader))).toBe("0123456789");
  expect(copies).toEqual(["0123456789"]);
  const judge = async (copy: AsyncIterable<Uint8Array>): Promise<void> => {
    await drain(copy);
    throw new Error("bad signature");
  };
  await expect(textOf(tee(pieces("0123456789", 3), judge))).rejects.toThrow("bad signature");
});

test("a second reader that fails at once stops the stream before its end", async () => {
  const passed: string[] = [];
  async function* endless(): AsyncGenerator<Uint8Array, void> {
    for (let count = 0; count < 1000; count += 1) {
      await new Promise((resolve) => void setImmediate(resolve));
      yield Buffer.from("x");
    }
  }
  await expect(
    textOf(
      tee(endless(), async () => await Promise.reject(new Error("no key"))),
      passed,
    ),
  ).rejects.toThrow("no key");
  expect(passed.length).toBeLessThan(1000);
});
