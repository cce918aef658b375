export type * from "x"; export type * as y from "z";
