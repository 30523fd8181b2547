import { displayHref } from '#web/components/display.ts';
import { Page } from '#web/components/page.tsx';
import type { View } from '#web/components/view.ts';
import { Documents } from './design/documents.tsx';
import { Finding } from './design/finding.tsx';
import { Forms } from './design/forms.tsx';
import { Foundations } from './design/foundations.tsx';
import { Shell } from './design/shell.tsx';

const VARIANTS = [
  { label: '标准', display: { largeType: false, highContrast: false } },
  { label: '大字版', display: { largeType: true, highContrast: false } },
  { label: '高对比度', display: { largeType: false, highContrast: true } },
  { label: '大字版与高对比度', display: { largeType: true, highContrast: true } },
];

/** The living page of the visual language (`/design`): every token and every component in every state. */
export function DesignPage({ view }: { view: View }) {
  const made = '本页的文件、机构和数字都是为展示版式编造的。';
  return (
    <Page
      view={{ ...view, banner: made }}
      title="设计语言"
      sheet="specimen"
      description="本站的颜色、字体、版式与构件。"
      canonical="/design"
      crumbs={[{ label: '首页', href: '/' }]}
    >
      <div>
        <h1>设计语言</h1>
        <p className="lead">
          沉静、规整、准确。读者来这里是为了弄清一份文件说了什么、现在算不算数；页面只为此服务。
        </p>
        <ul className="row" aria-label="以其他显示方式查看本页">
          {VARIANTS.map(({ label, display }) => (
            <li key={label}>
              <a href={displayHref(display, view.path)} rel="nofollow">
                {label}
              </a>
            </li>
          ))}
        </ul>
        <Foundations />
        <Shell view={view} />
        <Documents />
        <Forms />
        <Finding />
      </div>
    </Page>
  );
}
