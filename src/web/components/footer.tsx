import type { View } from './view.ts';

const LINKS = [
  { href: '/about', label: '关于本站' },
  { href: '/verify', label: '证照查验' },
  { href: '/services/granted', label: '准予许可公开' },
  { href: '/reviews', label: '好差评和办不成事' },
  { href: '/about/accessibility', label: '无障碍说明' },
  { href: '/calendar', label: '工作日历' },
  { href: '/feed.atom', label: '订阅（Atom）' },
  { href: '/feed.json', label: '订阅（JSON）' },
  { href: '/api', label: '开放数据' },
  { href: '/design', label: '设计语言' },
];

/** The foot of every page: who is responsible, and the way to feeds and data. */
export function Footer({ view }: { view: View }) {
  return (
    <footer className="footer">
      <div className="wrap">
        <nav aria-label="页脚">
          <ul className="footer-links">
            {LINKS.map(({ href, label }) => (
              <li key={href}>
                <a href={href}>{label}</a>
              </li>
            ))}
          </ul>
        </nav>
        <p>主办：{view.site.organ}</p>
      </div>
    </footer>
  );
}
