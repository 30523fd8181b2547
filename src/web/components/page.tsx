import type { ReactNode } from 'react';
import { type ExtraSheet, extraSheet, icon, stylesheet } from '#web/design/stylesheet.ts';
import { Breadcrumb, type Crumb } from './breadcrumb.tsx';
import { displayClass } from './display.ts';
import { Footer } from './footer.tsx';
import { Masthead, type SectionKey } from './masthead.tsx';
import { Notice } from './notice.tsx';
import type { View } from './view.ts';

/** The same content in another form, e.g. Akoma Ntoso or a feed. */
export type Alternate = { href: string; type: string; title?: string };

export type PageProps = {
  view: View;
  /** The page's own title; the gazette's name is added, except on the first page (title = its name). */
  title: string;
  description?: string | undefined;
  /** Path of the permanent address, e.g. `/documents/x?asOf=2024-06-02`. */
  canonical?: string | undefined;
  alternates?: Alternate[];
  /** schema.org objects, written as data blocks. */
  jsonLd?: object | undefined;
  section?: SectionKey | undefined;
  crumbs?: Crumb[];
  /** What the search field in the head already holds. */
  query?: string | undefined;
  /** False where the page has its own search field. */
  search?: boolean;
  /** A sheet that it needs beside that of every page. */
  sheet?: ExtraSheet | undefined;
  /** Kept out of search engines: account pages, results, past views. */
  noindex?: boolean;
  /** Address of a script of this site that makes the page better; everything works without it. */
  script?: string | undefined;
  children: ReactNode;
};

/** A data block may not hold `<`, or it could close its own element. */
function dataBlock(value: object): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}

function Head(props: PageProps) {
  const { view, title, description, canonical, alternates = [], jsonLd, noindex, sheet, script } = props;
  const { name, origin } = view.site;
  return (
    <head>
      <meta charSet="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>{title === name ? name : `${title} · ${name}`}</title>
      {description && <meta name="description" content={description} />}
      {noindex && <meta name="robots" content="noindex" />}
      {canonical && <link rel="canonical" href={origin + canonical} />}
      <meta name="color-scheme" content="light dark" />
      <meta name="format-detection" content="telephone=no" />
      <link rel="stylesheet" href={stylesheet().path} />
      {sheet && <link rel="stylesheet" href={extraSheet(sheet).path} />}
      <link rel="icon" type="image/svg+xml" href={icon().path} />
      {alternates.map(({ href, type, title: label }) => (
        <link key={href} rel="alternate" href={href} type={type} title={label} />
      ))}
      {script && <script type="module" src={script} />}
      {jsonLd && (
        // biome-ignore lint/security/noDangerouslySetInnerHtml: a data block; `dataBlock` leaves no way out of it
        <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: dataBlock(jsonLd) }} />
      )}
    </head>
  );
}

/** The shell of every page. Content goes into `<main>`; the page brings its own `<h1>`. */
export function Page(props: PageProps) {
  const { view, section, crumbs = [], query, search = true, children } = props;
  return (
    <html lang="zh-CN" className={displayClass(view.display)}>
      <Head {...props} />
      <body>
        <a className="skip-link" href="#main">
          跳到正文
        </a>
        <Masthead view={view} section={section} query={query} search={search} />
        {view.banner && (
          <section className="wrap page-banner" aria-label="全站提示">
            <Notice tone="info">{view.banner}</Notice>
          </section>
        )}
        {crumbs.length > 0 && (
          <div className="wrap">
            <Breadcrumb crumbs={crumbs} />
          </div>
        )}
        <main id="main" className="wrap" tabIndex={-1}>
          {children}
        </main>
        <Footer view={view} />
      </body>
    </html>
  );
}
