/** Credentials of no real application. */
export const keys = {
  applicationKey: "TDPKJdwZwAQPwKX2",
  applicationSecret: "9ufkBmLaTQ9nz5yMUlg79taH0GNnzDjk",
  consumerKey: "5mBuy6SUQcRw2ZUxg0cG68BoDKpED4KY",
} as const;
