import { Table } from '#web/components/table.tsx';
import {
  contrast,
  leastContrast,
  PAIRS,
  type Pair,
  palettes,
  THEMES,
  type Theme,
} from '#web/design/palette.ts';
import { readSheet } from '#web/design/stylesheet.ts';
import { Group } from './specimen.tsx';

const THEME_NAMES: Record<Theme, string> = {
  light: '浅色',
  dark: '深色',
  'light-high': '浅色·高对比',
  'dark-high': '深色·高对比',
};

function Swatch({ colour }: { colour: string }) {
  return (
    <span className="nowrap">
      <svg width="28" height="20" viewBox="0 0 28 20" aria-hidden="true" focusable="false">
        <rect x="0.5" y="0.5" width="27" height="19" rx="2" fill={colour} stroke="#808080" />
      </svg>{' '}
      <code>{colour}</code>
    </span>
  );
}

function Colours() {
  const all = palettes();
  return (
    <Table
      caption="颜色"
      rows={Object.keys(all.light)}
      rowKey={(name) => name}
      columns={[
        { key: 'name', name: '名称', rowHeader: true, nowrap: true, cell: (name) => <code>--{name}</code> },
        ...THEMES.map((theme) => ({
          key: theme,
          name: THEME_NAMES[theme],
          cell: (name: string) => <Swatch colour={all[theme][name] ?? '#000000'} />,
        })),
      ]}
    />
  );
}

function Contrasts() {
  const all = palettes();
  /** A few grounds stand for all; the test computes every pair. */
  const shown = PAIRS.filter(
    ({ back }) => back === 'paper' || back.startsWith('on-') || back.endsWith('-bg'),
  ).filter(({ front, back }) => back === 'paper' || back === `${front}-bg`);
  const ratio = (pair: Pair, theme: Theme): string => {
    const front = all[theme][pair.front];
    const back = all[theme][pair.back];
    return front && back ? contrast(front, back).toFixed(1) : '—';
  };
  return (
    <Table
      caption="对比度（由上表颜色算出）"
      rows={shown}
      rowKey={({ front, back }) => `${front}-${back}`}
      columns={[
        {
          key: 'front',
          name: '前景',
          rowHeader: true,
          nowrap: true,
          cell: ({ front }) => <code>--{front}</code>,
        },
        { key: 'back', name: '背景', nowrap: true, cell: ({ back }) => <code>--{back}</code> },
        ...THEMES.map((theme) => ({
          key: theme,
          name: THEME_NAMES[theme],
          numeric: true,
          cell: (pair: Pair) => `${ratio(pair, theme)}（≥ ${leastContrast(pair, theme)}）`,
        })),
      ]}
    />
  );
}

/** The tokens that are not colours, as the style sheet states them. */
function sizes(): { name: string; value: string }[] {
  const root = /:root \{([\s\S]*?)\n {2}\}/.exec(readSheet('tokens.css'))?.[1] ?? '';
  const found = [...root.matchAll(/--([a-z0-9-]+):\s*([^;#]+);/g)];
  return found.map(([, name = '', value = '']) => ({ name, value: value.replace(/\s+/g, ' ').trim() }));
}

const SAMPLES = [
  { className: 'sample-3xl', name: '--text-3xl · --title', text: '某某区人民政府关于印发示例办法的通知' },
  { className: 'sample-2xl', name: '--text-2xl', text: '页面标题：本期公报' },
  { className: 'sample-xl', name: '--text-xl', text: '一、工作目标（一级标题，黑体）' },
  { className: 'sample-kai', name: '--text-l · --kai', text: '（一）示例任务（二级标题，楷体）' },
  { className: 'sample-m', name: '--text-m · --sans', text: '界面文字：2023年第4期（总第25期）共 19 件' },
  { className: 'sample-s', name: '--text-s', text: '辅助文字：示政规发〔2023〕2号' },
  { className: 'sample-xs', name: '--text-xs', text: '最小文字：不用于正文' },
];

/** Colour, type and measure. */
export function Foundations() {
  return (
    <Group
      id="foundations"
      title="基础"
      lead="纸、墨与一点公文红。红色只用于页头的文武线、当前栏目和文种；状态从不只靠颜色。"
    >
      <h3>字体与字号</h3>
      <dl className="samples">
        {SAMPLES.map(({ className, name, text }) => (
          <div key={name}>
            <dt className="muted">
              <code>{name}</code>
            </dt>
            <dd className={className}>{text}</dd>
          </div>
        ))}
      </dl>
      <h3>正文</h3>
      <p className="sample-reading">
        正文用宋体，每行三十四字上下，行距为字高的一点九倍；标点在行首行尾收紧、悬挂，汉字与西文、数字之间由浏览器留出细缝，数字等宽，上下两行的
        2023、1,088 与 4,096
        能够对齐。文号“示政规发〔2023〕2号”只在年份之前折行，日期“2023年9月30日”不折行。这一段是为说明版式而写，并非任何文件的内容。
      </p>
      <Colours />
      <Contrasts />
      <Table
        caption="字体、字号、间距与尺寸"
        rows={sizes()}
        rowKey={({ name }) => name}
        narrow="cards"
        columns={[
          { key: 'name', name: '名称', rowHeader: true, cell: ({ name }) => <code>--{name}</code> },
          { key: 'value', name: '值', cell: ({ value }) => <code>{value}</code> },
        ]}
      />
    </Group>
  );
}
