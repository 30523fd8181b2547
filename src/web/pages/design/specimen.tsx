import type { ReactNode } from 'react';

/** One component of the living page: its name, its props, and itself in a state. */
export function Specimen({
  name,
  file,
  props,
  children,
}: {
  name: string;
  /** Within `src/web/components/`. */
  file: string;
  props: string;
  children?: ReactNode;
}) {
  return (
    <section className="specimen" id={name}>
      <h3>
        <a href={`#${name}`}>{name}</a>
      </h3>
      <p className="muted">
        <code>{file}</code>　属性：<code>{props}</code>
      </p>
      {children && <div className="specimen-body stack">{children}</div>}
    </section>
  );
}

/** A named group of specimens. */
export function Group({
  id,
  title,
  lead,
  children,
}: {
  id: string;
  title: string;
  lead: string;
  children: ReactNode;
}) {
  return (
    <section className="specimen-group" id={id}>
      <h2>{title}</h2>
      <p className="lead">{lead}</p>
      {children}
    </section>
  );
}
