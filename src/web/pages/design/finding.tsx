import { DefinitionList } from '#web/components/definition-list.tsx';
import { DocumentCard } from '#web/components/document-card.tsx';
import { EmptyState } from '#web/components/empty-state.tsx';
import { Field, Select } from '#web/components/field.tsx';
import { FilterForm } from '#web/components/filter-form.tsx';
import { Hash } from '#web/components/hash.tsx';
import { Highlight } from '#web/components/highlight.tsx';
import { Pagination } from '#web/components/pagination.tsx';
import { ResultList, SearchResult } from '#web/components/search-result.tsx';
import { Stats } from '#web/components/stat.tsx';
import { type Status, StatusBadge } from '#web/components/status-badge.tsx';
import { Table } from '#web/components/table.tsx';
import { Group, Specimen } from './specimen.tsx';

type Row = { number: string; title: string; body: string; status: Status; count: number };

const ROWS: Row[] = [
  {
    number: '示政规发〔2021〕3号',
    title: '古树名木保护办法（试行）',
    body: '某某区园林管理局',
    status: 'amended',
    count: 1088,
  },
  {
    number: '示政发〔2022〕14号',
    title: '公园管理规定',
    body: '某某区园林管理局',
    status: 'in_force',
    count: 96,
  },
  {
    number: '示政办发〔2018〕7号',
    title: '绿地认养方案',
    body: '某某区人民政府办公室',
    status: 'lapsed',
    count: 4,
  },
];

function SampleTable({ narrow, caption }: { narrow: 'scroll' | 'cards'; caption: string }) {
  return (
    <Table
      caption={caption}
      narrow={narrow}
      rows={ROWS}
      rowKey={({ number }) => number}
      columns={[
        { key: 'title', name: '文件', rowHeader: true, cell: ({ title }) => title },
        { key: 'number', name: '文号', nowrap: true, cell: ({ number }) => number },
        { key: 'body', name: '起草单位', cell: ({ body }) => body },
        { key: 'status', name: '状态', cell: ({ status }) => <StatusBadge status={status} small /> },
        { key: 'count', name: '条款数', numeric: true, cell: ({ count }) => count.toLocaleString('zh-CN') },
      ]}
    />
  );
}

/** Finding: filters, results, tables, figures. */
export function Finding() {
  return (
    <Group
      id="finding"
      title="查找与数据"
      lead="结果说明在哪里找到、现在是否有效；没有结果时说明下一步怎么找。"
    >
      <Specimen name="FilterForm" file="filter-form.tsx" props="action, children, keep, clearHref, label">
        <FilterForm action="/design" keep={{ q: '树木' }} clearHref="/design">
          <Select
            name="filter-status"
            label="状态"
            empty="全部"
            options={[
              { value: 'in_force', label: '现行有效' },
              { value: 'repealed', label: '已废止' },
            ]}
            optional
          />
          <Field name="filter-year" label="年份" inputMode="numeric" optional />
        </FilterForm>
      </Specimen>
      <Specimen
        name="SearchResult"
        file="search-result.tsx"
        props="href, title, number, bodies, date, status, where, text"
      >
        <ResultList label="示例结果">
          <SearchResult
            href="#SearchResult"
            title={<Highlight text="古树名木保护办法（试行）" ranges={[[0, 2]]} />}
            number="示政规发〔2021〕3号"
            bodies={['某某区人民政府']}
            date="2021-04-02"
            status="amended"
            where="一、（一）"
            text={
              <Highlight
                text="……每棵古树有编号、位置和养护人，古树的位置以坐标表示……"
                ranges={[
                  [4, 6],
                  [17, 19],
                ]}
              />
            }
          />
        </ResultList>
      </Specimen>
      <Specimen name="Highlight" file="highlight.tsx" props="text, ranges: [start, end)[]">
        <p>见上例。</p>
      </Specimen>
      <Specimen name="ResultList" file="search-result.tsx" props="children, label, start">
        <p>见上例与下例。</p>
      </Specimen>
      <Specimen
        name="DocumentCard"
        file="document-card.tsx"
        props="href, title, number, bodies, date, status, kind, note"
      >
        <ResultList label="示例文件">
          <DocumentCard
            href="#DocumentCard"
            title="某某区人民政府办公室关于印发《绿地认养方案》的通知"
            number="示政办发〔2018〕7号"
            bodies={['某某区人民政府办公室']}
            date="2018-02-01"
            status="lapsed"
            kind="政府办文件"
            note="有效期至2021年1月31日。"
          />
          <DocumentCard
            href="#DocumentCard"
            title="没有文号的文件"
            number={null}
            bodies={['某某区人民政府']}
            date={null}
            status="unknown"
          />
        </ResultList>
      </Specimen>
      <Specimen name="Pagination" file="pagination.tsx" props="page, pages, total, unit, href(page)">
        <Pagination
          page={7}
          pages={500}
          total={10000}
          unit="件"
          href={(page) => `?page=${page}#Pagination`}
        />
      </Specimen>
      <Specimen name="EmptyState" file="empty-state.tsx" props="title, children">
        <EmptyState title="没有找到“樹木”">可以换用简体字，减少字数，或者去掉筛选条件。</EmptyState>
      </Specimen>
      <Specimen
        name="Table"
        file="table.tsx"
        props="caption, columns, rows, rowKey, rowId, narrow: 'scroll' | 'cards', captionHidden"
      >
        <SampleTable narrow="scroll" caption="窄屏左右滚动（scroll）" />
        <SampleTable narrow="cards" caption="窄屏变为卡片（cards）" />
      </Specimen>
      <Specimen name="DefinitionList" file="definition-list.tsx" props="items: { term, value }[]">
        <DefinitionList
          items={[
            { term: '主办', value: '某某区人民政府办公室' },
            {
              term: 'SHA-256',
              value: <Hash value="9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08" />,
            },
          ]}
        />
      </Specimen>
      <Specimen name="Hash" file="hash.tsx" props="value">
        <p>见上例。</p>
      </Specimen>
      <Specimen name="Stats" file="stat.tsx" props="stats: { label, value, unit }[]">
        <Stats
          stats={[
            { label: '收录文件', value: 10000, unit: '件' },
            { label: '现行有效', value: 7214, unit: '件' },
            { label: '条款', value: 1000000, unit: '条' },
            { label: '待决定', value: 14, unit: '项' },
          ]}
        />
      </Specimen>
    </Group>
  );
}
