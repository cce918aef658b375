/** An amount of money in the smallest unit of its currency. */
export interface Money {
  /** Pence, cents, … */
  readonly amount: number;
  /** Code of the currency, as in ISO 4217. */
  readonly currency: string;
}

/** A week of the year, as in ISO 8601. */
export interface Week {
  readonly year: number;
  readonly week: number;
}

/** A plant as a botanist tells it from others. */
export interface Variety {
  readonly id: string;
  /** Botanical name, with the cultivar in single quotes. */
  name: string;
  /** Coldest winter that it survives, as a zone of hardiness from 1 to 13. */
  hardiness: number;
  pots: Pot[];
}

/** A variety in a pot of one size: what is bought. */
export interface Pot {
  readonly sku: string;
  litres: number;
  price: Money;
}

/** Everything that is for sale, as of one moment. */
export interface Snapshot {
  readonly version: string;
  get(id: string): Variety | undefined;
  /** Whether a pot can be shipped in a week to a place with that hardiness. */
  available(sku: string, week: Week, hardiness?: number): boolean;
}

/** Gives the newest snapshot, and tells when there is a newer one. */
export interface Catalog {
  current(): Promise<Snapshot>;
  subscribe(listener: (snapshot: Snapshot) => void): () => void;
}
