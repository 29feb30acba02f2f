/** Prints a command's result: for programs as one line of JSON, for people as text. */
export function print(result: { readonly json: unknown; readonly text: string }, asJson: boolean | undefined): void {
  console.log(asJson ? JSON.stringify(result.json) : result.text);
}

const number = new Intl.NumberFormat("en");

/** `counted(3, "API")` → `3 APIs`. */
export function counted(count: number, noun: string): string {
  return `${number.format(count)} ${noun}${count === 1 ? "" : "s"}`;
}
