import { Alert, ConfigProvider, Input, type InputRef } from 'antd';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { Link, Route, Router, Switch, useLocation, useSearch } from 'wouter';
import type { MeBody } from '../../api-schema.ts';
import { onSignedOut } from './http.ts';
import { keep, keepFor } from './kept.ts';
import { KeyHelp, useKeys } from './keys.tsx';
import { useTheme } from './theme.ts';
import { useAddress } from './use-data.ts';
import { isPersonNumber, PERSON_KEY } from './words.ts';

const ListPage = lazy(() => import('./list-page.tsx'));
const FindPage = lazy(() => import('./find-page.tsx'));
const HandOverPage = lazy(() => import('./hand-over-page.tsx'));
const IntakePage = lazy(() => import('./intake-page.tsx'));
const OverviewPage = lazy(() => import('./overview-page.tsx'));
const CasePage = lazy(() => import('./case-page.tsx'));
const SupervisionPage = lazy(() => import('./supervision-page.tsx'));
const PreReviewsPage = lazy(() => import('./pre-reviews-page.tsx'));
const PreReviewPage = lazy(() => import('./pre-review-page.tsx'));
const ReceiptPage = lazy(() => import('./receipt-page.tsx'));
const ThemePage = lazy(() => import('./theme-page.tsx'));
const ThemeReceiptPage = lazy(() => import('./theme-receipt-page.tsx'));

/** The nonce under which this page may write styles; the server puts it on the script that runs here. */
const nonce = document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce;

/** The desk: frame and pages. */
export function Desk() {
  const theme = useTheme();
  return (
    <ConfigProvider
      theme={theme}
      wave={{ disabled: true }}
      {...(nonce && { csp: { nonce } })}
      button={{ autoInsertSpace: false }}
    >
      <Router base="/desk/cases">
        <Frame />
      </Router>
    </ConfigProvider>
  );
}

function Frame() {
  const me = useAddress<MeBody>('/api/desk/me').data;
  const [, go] = useLocation();
  const [help, setHelp] = useState(false);
  const [ended, setEnded] = useState(false);
  const watches = me?.posts.some((p) => p.role === 'inspector' || p.role === 'head') ?? false;
  const clerk = me?.posts.some((p) => p.role === 'clerk') ?? false;
  const search = useRef<InputRef>(null);
  useEffect(() => onSignedOut(() => setEnded(true)), []);
  useKeys({
    '/': () => search.current?.focus({ cursor: 'all' }),
    '?': () => setHelp(true),
    t: () => go('/'),
    n: () => go('/new'),
    v: () => go('/overview'),
    f: () => go('/find'),
    h: () => go('/hand-over'),
    ...(clerk && { p: () => go('/pre-reviews') }),
    ...(watches && { s: () => go('/supervision') }),
  });
  // What an earlier clerk typed in this tab is gone before any page reads it.
  if (me) keepFor(me.name);
  return (
    <>
      <a className="skip" href="#main">
        跳到正文
      </a>
      <header className="bar">
        <a className="bar-name" href="/">
          公报
        </a>
        <nav aria-label="办件台">
          <Part to="/">待办</Part>
          <Part to="/new">窗口收件</Part>
          {clerk && <Part to="/pre-reviews">预审</Part>}
          <Part to="/find">检索</Part>
          <Part to="/hand-over">交接</Part>
          <Part to="/overview">总览</Part>
          {watches && <Part to="/supervision">督查</Part>}
          <a href="/desk/reviews">评价和反映</a>
        </nav>
        <SearchField field={search} />
        <span className="bar-me">
          <button type="button" className="plain" onClick={() => setHelp(true)}>
            键盘<kbd>?</kbd>
          </button>
          <a href="/account">{me?.name ?? '账号'}</a>
        </span>
      </header>
      {ended && (
        <Alert
          banner
          type="warning"
          role="alert"
          title={
            <>
              登录已到期。您填的内容还在，请
              <a
                className="login-again"
                href={`/login?back=${encodeURIComponent(location.pathname + location.search)}`}
              >
                重新登录
              </a>
              ，会回到这一页。
            </>
          }
        />
      )}
      <main id="main" tabIndex={-1}>
        {me && (
          <Suspense fallback={<p className="quiet">正在打开……</p>}>
            <Switch>
              <Route path="/">
                <ListPage me={me} />
              </Route>
              <Route path="/new">
                <IntakePage />
              </Route>
              <Route path="/overview">
                <OverviewPage me={me} />
              </Route>
              <Route path="/supervision">
                <SupervisionPage />
              </Route>
              <Route path="/find">
                <FindPage me={me} />
              </Route>
              <Route path="/hand-over">
                <HandOverPage me={me} />
              </Route>
              <Route path="/pre-reviews">
                <PreReviewsPage />
              </Route>
              <Route path="/pre-reviews/:id">{({ id }) => <PreReviewPage key={id} id={id} />}</Route>
              <Route path="/themes/:id/receipt">
                {({ id }) => <ThemeReceiptPage key={id} id={id} clerk={me.name} />}
              </Route>
              <Route path="/themes/:id">{({ id }) => <ThemePage key={id} id={id} />}</Route>
              <Route path="/:id/receipt">
                {({ id }) => <ReceiptPage key={id} id={id} clerk={me.name} />}
              </Route>
              <Route path="/:id">{({ id }) => <CasePage key={id} id={id} me={me} />}</Route>
            </Switch>
          </Suspense>
        )}
      </main>
      {help && <KeyHelp close={() => setHelp(false)} />}
    </>
  );
}

function Part({ to, children }: { to: string; children: string }) {
  const [at] = useLocation();
  return (
    <Link href={to} aria-current={at === to ? 'page' : undefined}>
      {children}
    </Link>
  );
}

function SearchField({ field }: { field: React.RefObject<InputRef | null> }) {
  const asked = new URLSearchParams(useSearch()).get('q') ?? '';
  const [, go] = useLocation();
  const [words, setWords] = useState(asked);
  useEffect(() => setWords(asked), [asked]);
  return (
    <search>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          field.current?.blur();
          const text = words.trim();
          if (isPersonNumber(text)) {
            keep(PERSON_KEY, text);
            setWords('');
            go('/find?person=1');
          } else go(text ? `/find?q=${encodeURIComponent(text)}` : '/find');
        }}
      >
        <Input
          ref={field}
          type="search"
          aria-label="检索办件"
          placeholder="事项、编号或后12位、手机号  /"
          value={words}
          maxLength={100}
          onChange={(event) => setWords(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            event.stopPropagation();
            field.current?.blur();
          }}
        />
      </form>
    </search>
  );
}
