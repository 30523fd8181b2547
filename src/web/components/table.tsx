import { type ReactNode, useId } from 'react';

export type Column<Row> = {
  key: string;
  /** The column's name as printed. */
  name: string;
  cell: (row: Row, index: number) => ReactNode;
  /** The cell that names its row. At most one column. */
  rowHeader?: boolean;
  numeric?: boolean;
  /** Never broken over lines, e.g. dates and short codes. */
  nowrap?: boolean;
};

/**
 * A table with a caption. On a narrow screen it scrolls within its own region (`scroll`), or every row becomes
 * a card with its column names (`cards`): choose cards where rows are read one by one, scroll where columns are compared.
 */
export function Table<Row>({
  caption,
  columns,
  rows,
  rowKey,
  narrow = 'scroll',
  captionHidden = false,
  rowId,
}: {
  caption: ReactNode;
  columns: Column<Row>[];
  rows: Row[];
  rowKey: (row: Row, index: number) => string | number;
  narrow?: 'scroll' | 'cards';
  captionHidden?: boolean;
  /** Anchor of a row. */
  rowId?: (row: Row, index: number) => string | undefined;
}) {
  const captionId = useId();
  const cards = narrow === 'cards';
  const role = (name: string) => (cards ? name : undefined);
  const table = (
    <table className={cards ? 'table table-cards' : 'table'} role={role('table')}>
      <caption id={captionId} className={captionHidden ? 'visually-hidden' : undefined}>
        {caption}
      </caption>
      <thead role={role('rowgroup')}>
        <tr role={role('row')}>
          {columns.map((column) => (
            <th key={column.key} scope="col" role={role('columnheader')} className={cellClass(column)}>
              {column.name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role={role('rowgroup')}>
        {rows.map((row, index) => (
          <tr key={rowKey(row, index)} id={rowId?.(row, index)} role={role('row')}>
            {columns.map((column) => {
              const Tag = column.rowHeader ? 'th' : 'td';
              return (
                <Tag
                  key={column.key}
                  className={cellClass(column)}
                  scope={column.rowHeader ? 'row' : undefined}
                  role={role(column.rowHeader ? 'rowheader' : 'cell')}
                  data-name={cards ? column.name : undefined}
                >
                  {column.cell(row, index)}
                </Tag>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
  return cards ? (
    <div className="table-region">{table}</div>
  ) : (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="table-region table-scroll" aria-labelledby={captionId} tabIndex={0}>
      {table}
    </section>
  );
}

function cellClass(column: { numeric?: boolean; nowrap?: boolean }): string | undefined {
  return [column.numeric && 'numeric', column.nowrap && 'nowrap'].filter(Boolean).join(' ') || undefined;
}
