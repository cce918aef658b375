import type { Money, Week } from "@meadowlark/catalog";

/** A pot that a customer wants, and how many of it. */
export interface Line {
  readonly sku: string;
  quantity: number;
  /** The week it should arrive; the first possible one when left out. */
  week?: Week;
}

/** What a cart would cost if it were ordered now. */
export interface Quote {
  readonly cart: string;
  /** The snapshot of the catalogue that the prices are from. */
  readonly snapshot: string;
  readonly lines: readonly QuotedLine[];
  readonly delivery: Money;
  readonly total: Money;
}

/** A line with its price, or why it cannot be had. */
export type QuotedLine = Line & {
  price: Money;
  problem?: "not-in-season" | "too-cold" | "gone";
};

/** Carts of customers and of visitors who have not said who they are. */
export interface Carts {
  open(visitor: string): Promise<string>;
  put(cart: string, line: Line): Promise<void>;
  quote(cart: string): Promise<Quote>;
  /** Move the lines of a visitor's cart into that of the customer it turned out to be. */
  merge(visitor: string, customer: string): Promise<string>;
}
