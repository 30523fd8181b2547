import { Button, ButtonRow } from '#web/components/button.tsx';
import { EmptyState } from '#web/components/empty-state.tsx';
import { ErrorSummary } from '#web/components/error-summary.tsx';
import { Notice } from '#web/components/notice.tsx';
import type { View } from '#web/components/view.ts';
import { DeskPage } from '#web/desk/desk-page.tsx';
import { InstantText } from '#web/desk/instant-text.tsx';
import type { AliasState, AliasView, BodyView } from '../../desk/bodies.ts';

const WORDS: Record<AliasState, string> = {
  assumed: '待确认',
  decided: '同一机构',
  refused: '不是同一机构',
};

function Alias({ alias, bodyId, mayDecide }: { alias: AliasView; bodyId: string; mayDecide: boolean }) {
  const id = `alias-${bodyId}-${alias.key}`;
  const note = (
    <span className="muted">
      {WORDS[alias.state]}
      {alias.at && alias.byName && (
        <>
          （{alias.byName}，
          <InstantText value={Temporal.Instant.fromEpochMilliseconds(alias.at.getTime())} />）
        </>
      )}
    </span>
  );
  if (!mayDecide)
    return (
      <li>
        {alias.name}　{note}
      </li>
    );
  return (
    <div className="choice">
      <input
        id={id}
        type="checkbox"
        name="alias"
        value={`${alias.state}:${alias.key}`}
        defaultChecked={alias.state === 'assumed'}
      />
      <label htmlFor={id}>
        {alias.name}　{note}
      </label>
    </div>
  );
}

function Body({ body, mayDecide }: { body: BodyView; mayDecide: boolean }) {
  const aliases = body.aliases.map((alias) => (
    <Alias key={alias.key} alias={alias} bodyId={body.id} mayDecide={mayDecide} />
  ));
  return (
    <section className="stack" id={`body-${body.id}`}>
      <h2>{body.name}</h2>
      {mayDecide ? (
        <form method="post" action="/desk/bodies">
          <input type="hidden" name="body" value={body.id} />
          <fieldset className="field">
            <legend>文中还写作</legend>
            <div className="choices">{aliases}</div>
          </fieldset>
          <ButtonRow>
            <Button name="verdict" value="decided" look="secondary">
              选中的是同一机构
            </Button>
            <Button name="verdict" value="refused" look="danger">
              选中的不是同一机构
            </Button>
          </ButtonRow>
        </form>
      ) : (
        <ul>{aliases}</ul>
      )}
    </section>
  );
}

/** Names of bodies: which are one body is the operator's decision, each with its record. */
export function BodiesPage({
  view,
  bodies,
  mayDecide,
  changed,
  error,
}: {
  view: View;
  bodies: BodyView[];
  mayDecide: boolean;
  /** Name of the body that was just decided on. */
  changed?: string | undefined;
  error?: string | undefined;
}) {
  const assumed = bodies.flatMap((b) => b.aliases).filter((a) => a.state === 'assumed').length;
  return (
    <DeskPage view={view} title="机构名称" tab="/desk/bodies">
      <div className="desk">
        <h1>机构名称</h1>
        {error && <ErrorSummary title="没有改动" errors={[{ field: null, message: error }]} />}
        {changed && (
          <Notice tone="success" title={`已认定“${changed}”的名称`} live>
            {assumed > 0 ? `还有 ${assumed} 个名称待确认。` : '所有名称都已认定。'}
          </Notice>
        )}
        <div className="prose">
          <p>
            同一机构在文中常有几种写法。标“待确认”的是预填的推定，由编辑认定之后才算数；每次认定都有记录，可以再改。
          </p>
        </div>
        {bodies.length === 0 ? (
          <EmptyState title="没有登记机构的其他名称">装入地方的机构资料之后，会列在这里。</EmptyState>
        ) : (
          bodies.map((body) => <Body key={body.id} body={body} mayDecide={mayDecide} />)
        )}
      </div>
    </DeskPage>
  );
}
