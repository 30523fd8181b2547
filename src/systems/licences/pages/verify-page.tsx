import { Button } from '#web/components/button.tsx';
import { ErrorSummary } from '#web/components/error-summary.tsx';
import { Field } from '#web/components/field.tsx';
import { Hash } from '#web/components/hash.tsx';
import { Notice, type NoticeTone } from '#web/components/notice.tsx';
import { Page } from '#web/components/page.tsx';
import type { View } from '#web/components/view.ts';
import { InstantText } from '#web/desk/instant-text.tsx';
import type { FileReport } from '../file/verify-file.ts';
import { STATE_WORDS } from '../licence.ts';
import type { LicenceView } from '../read-licence.ts';
import { LicenceFacts, Part, StateLine, TestSealNotice } from './parts.tsx';

export type VerifyProps = {
  view: View;
  identifier?: string;
  code?: string;
  error?: { readonly field: 'identifier' | 'file'; readonly message: string } | undefined;
  /** SM3 of the root, so that it can be compared. */
  rootFingerprint: string | null;
};

const CRUMBS = [{ label: '证照查验', href: '/verify' }];

/** Asking for a licence by its identifier, or by its file. */
export function VerifyPage({ view, identifier, code, error, rootFingerprint }: VerifyProps) {
  const errorOf = (field: 'identifier' | 'file') => (error?.field === field ? error.message : undefined);
  return (
    <Page view={view} title="证照查验" search={false} noindex={error !== undefined}>
      <div className="desk">
        <h1>证照查验</h1>
        {error && <ErrorSummary title="没有查到" errors={[error]} />}
        <Part id="by-identifier" title="查现在的状态">
          <form method="get" action="/verify">
            <Field
              name="identifier"
              label="电子证照标识"
              hint="印在证照最下方，以 1.2.156.3005.2. 开头。扫证照上的二维码可免输入。"
              value={identifier}
              maxLength={200}
              error={errorOf('identifier')}
            />
            <Field
              name="code"
              label="查验码"
              hint="个人的证照才有，六位数字，印在二维码旁。"
              value={code}
              optional
              inputMode="numeric"
              width="short"
              maxLength={12}
            />
            <Button>查验</Button>
          </form>
        </Part>
        <Part id="by-file" title="核验证照文件">
          <form method="post" action="/verify/file" encType="multipart/form-data">
            <Field
              name="file"
              label="证照文件"
              type="file"
              accept=".pdf,application/pdf"
              hint="证照的 PDF 原件，不超过 5 MB。文件只用来核验，不会保存。"
              error={errorOf('file')}
            />
            <Button look="secondary">核验文件</Button>
          </form>
        </Part>
        <Part id="offline" title="自己离线核验">
          <div className="prose">
            <p>
              下载<a href="/verify/root.pem">测试根证书</a>，在自己的电脑上运行{' '}
              <code>gongbao verify-licence 文件.pdf --root root.pem</code>，不需要联网，文件也不用交给任何人。
            </p>
            {rootFingerprint && (
              <p>
                根证书的 SM3 指纹：
                <Hash value={rootFingerprint} />
              </p>
            )}
          </div>
        </Part>
        <TestSealNotice />
      </div>
    </Page>
  );
}

/** One licence, for anybody: its state at this moment. */
export function VerifiedPage({
  view,
  licence,
  at,
}: {
  view: View;
  licence: LicenceView;
  at: Temporal.Instant;
}) {
  return (
    <Page view={view} title={`查验：${licence.typeName}`} crumbs={CRUMBS} search={false} noindex>
      <div className="desk">
        <h1>{licence.typeName}</h1>
        <StateLine licence={licence} />
        <p>
          查询时间 <InstantText value={at} />
          。状态以此刻为准，打印或截图不能代替查询。
        </p>
        <LicenceFacts licence={licence} />
        <TestSealNotice />
      </div>
    </Page>
  );
}

/** A genuine file of a licence that was revoked since is no success. */
function verdictOf(
  report: FileReport,
  licence: LicenceView | undefined,
): { tone: NoticeTone; title: string } {
  if (report.checks.some((c) => !c.passed && c.code !== 'validity'))
    return { tone: 'error', title: '请勿采信这个文件' };
  const state = licence?.status.state;
  if (state !== undefined && state !== 'valid')
    return { tone: 'warning', title: `文件是真的，但证照现在${STATE_WORDS[state]}` };
  return report.passed
    ? { tone: 'success', title: '文件是真的，没有被改动' }
    : { tone: 'warning', title: '文件是真的，但不在有效期内' };
}

/** What a file holds, check by check, and what is known of the licence now. */
export function FileReportPage({
  view,
  report,
  licence,
  at,
}: {
  view: View;
  report: FileReport;
  /** The licence as it is known here; undefined when there is none or the file was not believed. */
  licence: LicenceView | undefined;
  at: Temporal.Instant;
}) {
  const { tone, title } = verdictOf(report, licence);
  return (
    <Page view={view} title="文件核验结果" crumbs={CRUMBS} search={false} noindex>
      <div className="desk">
        <h1>文件核验结果</h1>
        <Notice tone={tone} title={title} live>
          {report.sealedBy ? `盖章：${report.sealedBy}` : '没有可以核验的签名。'}
        </Notice>
        <Part id="checks" title="逐项核验">
          <ul className="licence-checks">
            {report.checks.map((check) => (
              <li key={check.code} className={check.passed ? 'check-passed' : 'check-failed'}>
                <span className="check-mark" aria-hidden="true">
                  {check.passed ? '✓' : '✕'}
                </span>
                <span>
                  <strong>
                    {check.title}：{check.passed ? '通过' : '没有通过'}
                  </strong>
                  <br />
                  <span className="check-detail">{check.detail}</span>
                </span>
              </li>
            ))}
          </ul>
        </Part>
        {report.passed && report.paper && (
          <Part id="paper" title="文书写的内容">
            <p>
              {report.paper.title}，编号{report.paper.number}，{report.paper.agency}，{report.paper.date}
            </p>
            {report.paper.lines.map((line) => (
              <p key={line}>{line}</p>
            ))}
          </Part>
        )}
        {licence && (
          <Part id="now" title="现在的状态">
            <StateLine licence={licence} />
            <p>
              查询时间 <InstantText value={at} />
            </p>
            <LicenceFacts licence={licence} />
          </Part>
        )}
        <p>
          <a href="/verify">再核验一份</a>
        </p>
        <TestSealNotice />
      </div>
    </Page>
  );
}
