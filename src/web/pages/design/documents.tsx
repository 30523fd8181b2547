import { AsOf } from '#web/components/as-of.tsx';
import { Citation } from '#web/components/citation.tsx';
import { ClauseTree, type ClauseView } from '#web/components/clause-tree.tsx';
import { DateText, PeriodText } from '#web/components/date-text.tsx';
import { DocumentHeader } from '#web/components/document-header.tsx';
import { DocumentNumber } from '#web/components/document-number.tsx';
import { Downloads } from '#web/components/downloads.tsx';
import { EffectList, type EffectView, Timeline } from '#web/components/effect-list.tsx';
import { Gist } from '#web/components/gist.tsx';
import { STATUSES, StatusBadge } from '#web/components/status-badge.tsx';
import { TitleWords } from '#web/components/title-words.tsx';
import { Group, Specimen } from './specimen.tsx';

const CITED = (
  <Citation
    href="#Citation"
    preview={{
      title: '示例区古树名木保护办法',
      number: '示政规发〔2019〕5号',
      status: 'amended',
      note: '某某区人民政府，2019年3月1日。第四条被修改一次。',
    }}
  >
    《示例区古树名木保护办法》（示政规发〔2019〕5号）
  </Citation>
);

const CLAUSES: ClauseView[] = [
  {
    id: 'sample-1',
    label: '一',
    heading: '保护范围',
    text: [
      '树龄一百年以上的树木，以及有纪念意义的树木，列入本办法保护。这一条是为展示版式编写的，长度足以折成几行，好看清行距、字距与右侧大意的对齐方式。',
      <>名录依照{CITED}编制，每年核对一次。</>,
    ],
    gist: '百年以上的树和有纪念意义的树受保护，名录每年核对。',
    children: [
      {
        id: 'sample-1-1',
        label: '（一）',
        heading: '名录的公布',
        text: ['名录由园林主管部门公布。'],
        gist: '园林部门公布名录。',
        children: [
          { id: 'sample-1-1-1', label: '1', text: ['每棵树有编号、位置和养护人。'] },
          {
            id: 'sample-1-1-2',
            label: '2',
            text: ['位置以坐标表示。'],
            status: 'repealed',
            children: [{ id: 'sample-1-1-2-1', label: '（1）', text: ['坐标精确到米。'] }],
          },
        ],
      },
    ],
  },
  {
    id: 'sample-2',
    label: '二',
    heading: '只有大意的条款',
    gist: '正文未收录时，以大意代替正文，并标明“大意”二字。',
    children: [{ id: 'sample-2-1', label: '（一）', gist: '没有标题的条款，标号在大意之前。' }],
  },
  {
    id: 'sample-3',
    label: '第三条',
    text: ['章条式文件的标号之后空一字。'],
  },
];

const EFFECTS: EffectView[] = [
  {
    id: 'effect-1',
    date: '2021-05-01',
    line: '施行',
    stage: 'decided',
    source: <>依据第十二条</>,
  },
  {
    id: 'effect-2',
    date: '2022-06',
    line: '第四条被修改',
    stage: 'decided',
    current: true,
    source: <>依据 {CITED}</>,
  },
  { id: 'effect-3', date: null, line: '废止', stage: 'proposed', source: '依据清理目录第3项' },
];

/** Documents, their clauses and their life. */
export function Documents() {
  return (
    <Group id="documents" title="文件" lead="先看是什么、谁发的、现在是否有效，再看正文。状态总带着依据。">
      <Specimen name="StatusBadge" file="status-badge.tsx" props="status, small">
        <p className="row">
          {STATUSES.map((status) => (
            <StatusBadge key={status} status={status} />
          ))}
        </p>
        <p className="row">
          {STATUSES.map((status) => (
            <StatusBadge key={status} status={status} small />
          ))}
        </p>
      </Specimen>
      <Specimen name="DocumentNumber" file="document-number.tsx" props="value">
        <p>
          <DocumentNumber value="示政规发〔2023〕2号" />，<DocumentNumber value="示政办发〔2023〕161号" />
        </p>
      </Specimen>
      <Specimen
        name="DateText"
        file="date-text.tsx"
        props="value: 'YYYY-MM-DD' | 'YYYY-MM' | 'YYYY' | Temporal.PlainDate"
      >
        <p>
          <DateText value="2023-09-30" />、<DateText value="2023-09" />、<DateText value="2023" />
        </p>
      </Specimen>
      <Specimen name="PeriodText" file="date-text.tsx" props="start, end（不含）: Temporal.PlainDate">
        <p>
          <PeriodText
            start={Temporal.PlainDate.from('2023-09-30')}
            end={Temporal.PlainDate.from('2024-06-02')}
          />
          ；
          <PeriodText start={Temporal.PlainDate.from('2024-01-01')} />
        </p>
      </Specimen>
      <Specimen
        name="DocumentHeader"
        file="document-header.tsx"
        props="kind, number, title, bodies, date, status, evidence, asOf, level, children"
      >
        <DocumentHeader
          level={4}
          kind="规范性文件"
          number="示政规发〔2021〕3号"
          title="某某区人民政府关于印发《某某区古树名木保护办法（试行）》的通知"
          bodies={['某某区人民政府']}
          date="2021-04-02"
          status="amended"
          asOf="2024-06-02"
          evidence={<>第四条自2022年6月起被修改，依据{CITED}。</>}
        >
          <AsOfSample />
          <Downloads
            level={4}
            items={[
              { href: '/design#a', label: 'Markdown', type: 'text/markdown' },
              { href: '/design#b', label: 'JSON', type: 'application/json' },
              { href: '/design#c', label: 'Akoma Ntoso XML', type: 'application/akn+xml' },
            ]}
          />
        </DocumentHeader>
        <DocumentHeader
          level={4}
          number={null}
          title="无文号、未署日期的文件"
          bodies={['某某区人民政府办公室', '某某区财政局']}
          date={null}
          status="unknown"
          asOf="2024-06-02"
          evidence="尚无施行记录。"
        />
      </Specimen>
      <Specimen name="TitleWords" file="title-words.tsx" props="children: string">
        <p>
          <TitleWords>示例区人民政府办公室关于印发古树名木保护与管理实施细则及配套工作方案的通知</TitleWords>
        </p>
      </Specimen>
      <Specimen
        name="AsOf"
        file="as-of.tsx"
        props="action, value, today, links: { date, label }[], keep, error"
      >
        <p>
          见上例；地址形如 <code>?asOf=2024-06-02</code>，可以收藏和引用。
        </p>
      </Specimen>
      <Specimen name="Downloads" file="downloads.tsx" props="items: { href, label, type }[], title, level">
        <p>见上例。</p>
      </Specimen>
      <Specimen name="ClauseTree" file="clause-tree.tsx" props="clauses: ClauseView[], level">
        <ClauseTree clauses={CLAUSES} level={4} />
      </Specimen>
      <Specimen
        name="Clause"
        file="clause-tree.tsx"
        props="clause: { id, label, href, heading, text, gist, status, extra, children }, level, depth"
      >
        <p>
          条款是上例的一项；标号就是永久链接。打开<a href="#sample-1-1">（一）的链接</a>，该条底色变化。
        </p>
      </Specimen>
      <Specimen name="Gist" file="gist.tsx" props="children, label">
        <Gist>编者用平常话写的一句话，不是法律文本。</Gist>
      </Specimen>
      <Specimen
        name="Citation"
        file="citation.tsx"
        props="href, children, preview: { title, number, status, note }, reason"
      >
        <p>依据{CITED}，按“览”可不离开本页查看。</p>
        <p>
          参照<Citation reason="本站未收录">《某某市绿化条例》</Citation>执行。
        </p>
      </Specimen>
      <Specimen
        name="EffectList"
        file="effect-list.tsx"
        props="effects: { id, date, line, stage, source, current, actions }[]"
      >
        <EffectList effects={EFFECTS.map((effect) => ({ ...effect, id: `list-${effect.id}` }))} />
      </Specimen>
      <Specimen name="Timeline" file="effect-list.tsx" props="effects">
        <Timeline effects={EFFECTS} />
      </Specimen>
    </Group>
  );
}

function AsOfSample() {
  return (
    <AsOf
      action="/design"
      value="2024-06-02"
      today="2025-01-15"
      keep={{ view: 'text' }}
      links={[
        { date: '2021-05-01', label: '施行' },
        { date: '2024-06-02', label: '修改之后' },
      ]}
    />
  );
}
