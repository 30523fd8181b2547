/** One measured figure and what it is to be read beside. */
export type Figure = {
  name: string;
  /** With its unit. */
  value: string;
  /** The peer's figure or the limit, with its unit. */
  beside: string;
  /** Whether a stated target is met; undefined when there is none. */
  ok?: boolean;
};
