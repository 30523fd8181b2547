import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { renderToStaticMarkup } from 'react-dom/server';
import { AsOf } from './as-of.tsx';
import { Citation } from './citation.tsx';
import { ClauseTree, labelMark } from './clause-tree.tsx';
import { formatDate, PeriodText } from './date-text.tsx';
import { numberParts } from './document-number.tsx';
import { Field } from './field.tsx';
import { Highlight } from './highlight.tsx';
import { Pagination, pageNumbers } from './pagination.tsx';
import { Table } from './table.tsx';

const words = (html: string): string => html.replace(/<[^>]*>/g, '');

describe('dates', () => {
  it('are written as precisely as they are known', () => {
    assert.equal(formatDate('2023-09-30'), '2023年9月30日');
    assert.equal(formatDate('2023-09'), '2023年9月');
    assert.equal(formatDate('2023'), '2023年');
    assert.equal(formatDate('不详'), '不详');
  });

  it('print a half-open period with its last day', () => {
    const start = Temporal.PlainDate.from('2023-09-30');
    const end = Temporal.PlainDate.from('2024-06-02');
    assert.equal(
      words(renderToStaticMarkup(<PeriodText start={start} end={end} />)),
      '2023年9月30日至2024年6月1日',
    );
    assert.equal(words(renderToStaticMarkup(<PeriodText start={start} />)), '2023年9月30日起');
  });
});

describe('document numbers', () => {
  it('may break before the year only', () => {
    assert.deepEqual(numberParts('甲政规发〔2023〕2号'), ['甲政规发', '〔2023〕2号']);
    assert.deepEqual(numberParts('甲政发(2023)2号'), ['甲政发', '(2023)2号']);
    assert.deepEqual(numberParts('甲国国务院令第541号'), ['甲国国务院令', '第541号']);
    assert.deepEqual(numberParts('甲（试行）'), ['甲（试行）']);
  });

  it('lose nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('甲', '〔', '〕', '2023', '号') }), (number) => {
        assert.equal(numberParts(number).join(''), number);
      }),
    );
  });
});

describe('clauses', () => {
  it('print their labels with the mark that belongs to them', () => {
    const printed = ['一', '十二', '（一）', '3', '（4）', '一是', '第五条', ''].map(
      (label) => label + labelMark(label),
    );
    assert.deepEqual(printed, ['一、', '十二、', '（一）', '3.', '（4）', '一是', '第五条\u3000', '']);
  });

  it('have an anchor each, headings in order, and the label once', () => {
    const html = renderToStaticMarkup(
      <ClauseTree
        level={2}
        clauses={[
          {
            id: 'a',
            label: '一',
            heading: '甲',
            text: ['乙', '丙'],
            children: [
              { id: 'b', label: '（一）', text: ['丁'], gist: '戊' },
              { id: 'c', label: '（二）', heading: '己', gist: '庚' },
              { id: 'd', label: '', text: ['辛'] },
            ],
          },
        ]}
      />,
    );
    // The gist comes before the text it explains: on a narrow screen and to a screen reader it is read first.
    assert.equal(words(html), '一、甲乙丙大意戊（一）丁（二）己大意庚辛');
    assert.deepEqual(
      [...html.matchAll(/<li id="(\w)"/g)].map(([, id]) => id),
      ['a', 'b', 'c', 'd'],
    );
    assert.deepEqual(
      [...html.matchAll(/<h(\d)/g)].map(([, level]) => level),
      ['2', '3'],
    );
  });
});

describe('highlight', () => {
  it('marks half-open ranges and keeps the text whole, whatever the ranges', () => {
    assert.equal(
      renderToStaticMarkup(<Highlight text="森林防火" ranges={[[2, 4]]} />),
      '森林<mark>防火</mark>',
    );
    const range = fc.tuple(fc.integer({ min: -3, max: 12 }), fc.integer({ min: -3, max: 12 }));
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('火', '林', '区') }), fc.array(range), (text, ranges) => {
        assert.equal(words(renderToStaticMarkup(<Highlight text={text} ranges={ranges} />)), text);
      }),
    );
  });
});

describe('pagination', () => {
  it('shows the ends and the neighbours', () => {
    assert.deepEqual(pageNumbers(7, 500), [1, null, 6, 7, 8, null, 500]);
    assert.deepEqual(pageNumbers(1, 1), [1]);
    assert.deepEqual(pageNumbers(3, 5), [1, 2, 3, 4, 5]);
  });

  it('never hides a single page behind a gap, and rises', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 300 }), (a, b) => {
        const shown = pageNumbers(Math.min(a, b), Math.max(a, b));
        for (const [at, number] of shown.entries()) {
          const before = shown[at - 1];
          if (number === null) assert.ok((shown[at + 1] ?? 0) - (before ?? 0) > 2);
          else assert.ok(at === 0 || before === null || before === number - 1);
        }
      }),
    );
  });

  it('has no links when there is one page', () => {
    assert.doesNotMatch(
      renderToStaticMarkup(<Pagination page={1} pages={1} total={3} href={String} />),
      /<a /,
    );
  });
});

describe('as-of control', () => {
  it('keeps the other parameters, and leaves the date out for today', () => {
    const html = renderToStaticMarkup(
      <AsOf
        action="/d"
        value="2024-06-02"
        today="2025-01-01"
        keep={{ view: 'gist' }}
        links={[{ date: '2024-06-02', label: '失效' }]}
      />,
    );
    assert.match(html, /<a href="\/d\?view=gist">今天/);
    assert.match(html, /<a href="\/d\?view=gist&amp;asOf=2024-06-02" aria-current="true">/);
    assert.match(html, /<input type="hidden" name="view" value="gist"\/>/);
  });
});

describe('fields', () => {
  it('tie hint and error to the control', () => {
    const html = renderToStaticMarkup(<Field name="n" label="文号" hint="照原件" error="请填写文号" />);
    assert.match(html, /aria-invalid="true" aria-describedby="n-hint n-error"/);
    assert.match(html, /required=""/);
    assert.doesNotMatch(renderToStaticMarkup(<Field name="n" label="备注" optional />), /required|aria-/);
  });
});

describe('citation', () => {
  it('is a link, with a popover for the preview', () => {
    const html = renderToStaticMarkup(
      <Citation href="/d/1" preview={{ title: '甲办法' }}>
        《甲办法》
      </Citation>,
    );
    const target = /popoverTarget="([^"]+)"/i.exec(html)?.[1];
    assert.ok(target && html.includes(`id="${target}" popover="auto"`));
  });

  it('that leads nowhere is plain text with its reason', () => {
    const html = renderToStaticMarkup(<Citation reason="未收录">《乙办法》</Citation>);
    assert.equal(words(html), '《乙办法》（未收录）');
    assert.doesNotMatch(html, /<a |<button/);
  });
});

describe('table', () => {
  const columns = [
    { key: 'a', name: '甲', rowHeader: true, cell: (row: string) => row },
    { key: 'b', name: '乙', cell: (row: string) => row.length },
  ];
  it('scrolls in a region that keys can reach and its caption names', () => {
    const html = renderToStaticMarkup(
      <Table caption="表" columns={columns} rows={['x']} rowKey={(row) => row} />,
    );
    const label = /aria-labelledby="([^"]+)" tabindex="0"/i.exec(html)?.[1];
    assert.ok(label && html.includes(`<caption id="${label}">`));
    assert.match(html, /<th scope="row">x<\/th>/);
  });
  it('as cards names its cells and keeps its roles', () => {
    const html = renderToStaticMarkup(
      <Table caption="表" narrow="cards" columns={columns} rows={['x']} rowKey={(row) => row} />,
    );
    assert.match(html, /role="rowheader" data-name="甲"/);
    assert.match(html, /<table class="table table-cards" role="table">/);
  });
});
