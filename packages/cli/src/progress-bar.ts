/** A bar that shows how far something has come. */
export interface ProgressBar {
  /** Moves it, and says where it is; the total may be unknown. */
  tell(done: number, total: number | undefined, says: string): void;
  end(): void;
}

/** Loads what makes bars on standard error; each is there from the first time that it is moved. */
export async function loadProgressBars(): Promise<(title: string) => ProgressBar> {
  const { progress } = await import("@clack/prompts");
  return (title) => {
    let bar: ReturnType<typeof progress> | undefined;
    let shown = 0;
    let said = "";
    return {
      tell(done, total, says) {
        if (bar === undefined) {
          bar = progress({ max: Math.max(total ?? done, 1), output: process.stderr, withGuide: false });
          bar.start(title);
        }
        said = says;
        bar.advance(done - shown, said);
        shown = done;
      },
      end() {
        bar?.stop(said);
        bar = undefined;
      },
    };
  };
}
