import type { View } from '#web/components/view.ts';
import { icon } from '#web/design/stylesheet.ts';
import { DESK_ASSETS, type DeskBundle } from '../desk-bundle.ts';

/** The page around the clerks' desk. Everything on it comes from the script, through the case API. */
export function DeskShell({ view, bundle, nonce }: { view: View; bundle: DeskBundle; nonce: string }) {
  return (
    <html lang="zh-CN">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{`办件台 · ${view.site.name}`}</title>
        <link rel="icon" type="image/svg+xml" href={icon().path} />
        {bundle.preloads.map((name) => (
          <link key={name} rel="modulepreload" href={DESK_ASSETS + name} />
        ))}
        {bundle.styles.map((name) => (
          <link key={name} rel="stylesheet" href={DESK_ASSETS + name} />
        ))}
        <script type="module" src={DESK_ASSETS + bundle.script} nonce={nonce} />
      </head>
      <body>
        <div id="desk" />
        <noscript>
          <p>
            办件台需要 JavaScript。请在浏览器设置里允许本站运行脚本，再刷新本页；仍不行请换一个新版浏览器。
          </p>
        </noscript>
      </body>
    </html>
  );
}
