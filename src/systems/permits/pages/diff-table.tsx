import { Table } from '#web/components/table.tsx';
import { pathWords } from '../field-words.ts';
import type { FieldDifference } from '../list-change.ts';

/** Fields that differ, what stood there and what stands there now. */
export function DiffTable({
  differences,
  before,
  after,
}: {
  differences: readonly FieldDifference[];
  before: string;
  after: string;
}) {
  if (differences.length === 0) return <p>没有差别。</p>;
  return (
    <Table
      caption={`${differences.length}处不同`}
      narrow="cards"
      rows={[...differences]}
      rowKey={(d) => d.path}
      columns={[
        { key: 'path', name: '哪一栏', rowHeader: true, cell: (d) => pathWords(d.path) },
        {
          key: 'before',
          name: before,
          cell: (d) => (d.before === null ? <span className="muted">没有</span> : <del>{d.before}</del>),
        },
        {
          key: 'after',
          name: after,
          cell: (d) => (d.after === null ? <span className="muted">没有</span> : <ins>{d.after}</ins>),
        },
      ]}
    />
  );
}
