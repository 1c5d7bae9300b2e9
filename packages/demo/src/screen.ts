import { createLogUpdate } from 'log-update';

const plainLineMillisecondsMin = 2_000;

/** Where the demo writes to: a terminal, or a file or pipe. */
export type DemoOutput = NodeJS.WritableStream & { readonly isTTY?: boolean };

/** Shows what goes on: redrawn in place on a terminal, elsewhere a plain line every 2 s. */
export interface Screen {
  /** @param block for a terminal @param line for everything else */
  progress(block: () => string, line: () => string): void;
  /** What stays. */
  print(text: string): void;
}

export const screenOn = (out: DemoOutput): Screen => (out.isTTY === true ? terminal(out) : plain(out));

function terminal(out: DemoOutput): Screen {
  const update = createLogUpdate(out, { showCursor: true });
  return {
    progress: (block) => update(block()),
    print: (text) => {
      update.clear();
      out.write(`${text}\n`);
    },
  };
}

function plain(out: DemoOutput): Screen {
  let last = Number.NEGATIVE_INFINITY;
  return {
    progress: (_, line) => {
      const now = performance.now();
      if (now - last < plainLineMillisecondsMin) return;
      last = now;
      out.write(`${line()}\n`);
    },
    print: (text) => {
      out.write(`${text}\n`);
    },
  };
}
