import { DateText } from '#web/components/date-text.tsx';
import { Table } from '#web/components/table.tsx';
import type { Moved } from './moved-deadlines.ts';

/** Deadlines that move: how many, of which bodies, and the first of them one by one. */
export function MovedView({ moved, will }: { moved: Moved; will: boolean }) {
  const { kind, looked, byBody, lines, cut } = moved;
  const verb = will ? '会移动' : '移动了';
  return (
    <section>
      <p>
        {cut ? `只看了前${looked}件没有办结的${kind}` : `没有办结的${kind}${looked}件`}，其中
        <b>{moved.moved}件</b>
        的最后一天{verb}。{will && moved.moved > 0 && '载入后一分钟内重新推算，逐件书面告知申请人一次。'}
      </p>
      {byBody.length > 0 && (
        <Table
          caption="各机关"
          narrow="cards"
          columns={[
            { key: 'body', name: '机关', rowHeader: true, cell: (b) => b.body },
            { key: 'count', name: `${verb}的件数`, cell: (b) => b.count },
          ]}
          rows={[...byBody]}
          rowKey={(b) => b.body}
        />
      )}
      {lines.length > 0 && (
        <Table
          caption={lines.length < moved.moved ? `逐件，先列${lines.length}个期限` : '逐件'}
          narrow="cards"
          columns={[
            { key: 'what', name: kind, rowHeader: true, cell: (l) => l.what },
            { key: 'body', name: '机关', cell: (l) => l.body },
            { key: 'limit', name: '期限', nowrap: true, cell: (l) => l.limit },
            { key: 'from', name: '原来', nowrap: true, cell: (l) => <Day value={l.from} /> },
            {
              key: 'to',
              name: '现在',
              nowrap: true,
              cell: (l) => (
                <b>
                  <Day value={l.to} />
                </b>
              ),
            },
          ]}
          rows={[...lines]}
          rowKey={(l) => `${l.what}${l.limit}`}
        />
      )}
    </section>
  );
}

const Day = ({ value }: { value: string | null }) => (value ? <DateText value={value} /> : <>待定</>);
