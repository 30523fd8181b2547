/** How the reader wants pages set; kept in a cookie, put on `<html>` as classes. */
export type Display = { largeType: boolean; highContrast: boolean };

/** The gazette whose pages these are. */
export type Site = {
  /** Full name, e.g. 某某区人民政府公报. */
  name: string;
  /** The body responsible for the site, named in the footer. */
  organ: string;
  /** Origin of permanent links without a closing slash, e.g. `https://gb.example.cn`. */
  origin: string;
};

export type Account = { name: string; role: string; administrator?: boolean };

/** What every page knows of the request that asked for it. */
export type View = {
  site: Site;
  display: Display;
  /** Path and query of this page: where the reader returns after changing the display or signing in. */
  path: string;
  account?: Account | undefined;
  /** Said on every page above the content, e.g. that a trial site holds made-up data. */
  banner?: string | undefined;
};
