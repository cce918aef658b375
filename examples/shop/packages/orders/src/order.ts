import type { Quote } from "@meadowlark/cart";
import type { Money, Week } from "@meadowlark/catalog";

/** The part of an order that one grower picks, packs and sends. */
export interface Shipment {
  readonly grower: string;
  readonly week: Week;
  readonly skus: ReadonlyMap<string, number>;
  state: ShipmentState;
}

export enum ShipmentState {
  Reserved = "reserved",
  Picked = "picked",
  Held = "held",
  Sent = "sent",
  Failed = "failed",
}

/** Everything that happened to an order, oldest first. */
export type OrderEvent =
  | { kind: "placed"; quote: Quote; at: Date }
  | { kind: "picked"; grower: string; charged: Money; at: Date }
  | { kind: "held"; grower: string; reason: "frost" | "heat"; until: Week; at: Date }
  | { kind: "sent"; grower: string; tracking: string; at: Date };

/** Takes orders and says how they are doing. */
export interface Orders {
  /** Place an order for what was quoted. Asking twice with one key places one order. */
  place(quote: Quote, key: string): Promise<string>;
  shipments(order: string): Promise<Shipment[]>;
  history(order: string): AsyncIterable<OrderEvent>;
}

/** What growers do with their part of an order. */
export interface Picking {
  confirm(order: string, grower: string): Promise<void>;
  hold(order: string, grower: string, reason: "frost" | "heat", until: Week): Promise<void>;
}
