/** Cuts a stream of bytes into lines at newline and carriage return; knows nothing of programs. */

/** A line longer than this is handed on in pieces, so that a program without line ends cannot fill the memory. */
const longestLine = 64 * 1024;

export interface LineSplitter {
  push(chunk: Uint8Array): void;
  /** Hands on what stands after the last line end. */
  end(): void;
}

/** Calls `onLine` for each non-empty line, without its end; UTF-8 across chunk borders is kept whole. */
export function createLineSplitter(onLine: (line: string) => void): LineSplitter {
  const decoder = new TextDecoder();
  let rest = "";
  const flush = (line: string): void => {
    if (line !== "") onLine(line);
  };
  return {
    push(chunk) {
      const lines = (rest + decoder.decode(chunk, { stream: true })).split(/[\r\n]/u);
      rest = lines.pop() ?? "";
      for (const line of lines) flush(line);
      if (rest.length > longestLine) {
        flush(rest);
        rest = "";
      }
    },
    end() {
      flush(rest + decoder.decode());
      rest = "";
    },
  };
}
