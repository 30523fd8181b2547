import type { EffectKind } from '#engines/law/effect.ts';
import { Button } from '#web/components/button.tsx';
import { DocumentNumber } from '#web/components/document-number.tsx';
import { EmptyState } from '#web/components/empty-state.tsx';
import { ErrorSummary } from '#web/components/error-summary.tsx';
import { Select } from '#web/components/field.tsx';
import { FilterForm } from '#web/components/filter-form.tsx';
import { Notice } from '#web/components/notice.tsx';
import type { View } from '#web/components/view.ts';
import { DeskPage } from '#web/desk/desk-page.tsx';
import { proposalWord } from '../../desk/effect-words.ts';
import type { OpenProposal } from '../../desk/proposals.ts';

/** One list of proposals: those of one document, of one kind. */
type Group = {
  key: string;
  sourceId: string | null;
  sourceTitle: string;
  sourceNumber: string | null;
  kind: EffectKind;
  proposals: OpenProposal[];
};

/** Groups in the order of their first proposal. */
function groupProposals(proposals: readonly OpenProposal[]): Group[] {
  const groups = new Map<string, Group>();
  for (const p of proposals) {
    const key = `${p.sourceId ?? 'none'}:${p.kind}`;
    const group = groups.get(key) ?? {
      key,
      sourceId: p.sourceId,
      sourceTitle: p.sourceTitle ?? '未注明出处',
      sourceNumber: p.sourceNumber,
      kind: p.kind,
      proposals: [],
    };
    group.proposals.push(p);
    groups.set(key, group);
  }
  return [...groups.values()];
}

export type ProposalFilter = {
  kind?: string | undefined;
  source?: string | undefined;
  issue?: string | undefined;
};

function Filter({ all, filter }: { all: OpenProposal[]; filter: ProposalFilter }) {
  const kinds = Map.groupBy(all, (p) => p.kind);
  const sources = Map.groupBy(
    all.filter((p) => p.sourceId !== null),
    (p) => p.sourceId as string,
  );
  return (
    <FilterForm
      action="/desk/proposals"
      clearHref={Object.values(filter).some(Boolean) ? '/desk/proposals' : undefined}
    >
      <Select
        name="kind"
        label="拟议"
        optional
        empty="全部"
        value={filter.kind}
        options={[...kinds].map(([kind, list]) => ({
          value: kind,
          label: `${proposalWord(kind)}（${list.length}）`,
        }))}
      />
      <Select
        name="source"
        label="出处"
        optional
        empty="全部"
        value={filter.source}
        options={[...sources].map(([id, list]) => ({
          value: id,
          label: `${list[0]?.sourceNumber ?? list[0]?.sourceTitle ?? ''}（${list.length}）`,
        }))}
      />
    </FilterForm>
  );
}

function GroupForm({ group, mayDecide }: { group: Group; mayDecide: boolean }) {
  const heading = `${proposalWord(group.kind)} ${group.proposals.length} 件`;
  return (
    <section className="stack">
      <h2>{heading}</h2>
      <p className="muted">
        出处：
        {group.sourceId ? (
          <a href={`/documents/${group.sourceId}`}>{group.sourceTitle}</a>
        ) : (
          group.sourceTitle
        )}
        {group.sourceNumber && (
          <>
            {' '}
            <DocumentNumber value={group.sourceNumber} />
          </>
        )}
      </p>
      <form method="post" action="/desk/proposals/many">
        <fieldset className="field">
          <legend className="visually-hidden">{heading}</legend>
          <div className="choices desk-choices">
            {group.proposals.map((p) => (
              <div className="choice" key={p.id}>
                {mayDecide ? (
                  <input
                    id={p.id}
                    type="checkbox"
                    name="id"
                    value={p.id}
                    defaultChecked
                    aria-label={`选中：${p.title}`}
                  />
                ) : (
                  <span />
                )}
                <div>
                  <a href={`/desk/proposals/${p.id}`}>{p.title}</a>
                  <div className="muted">
                    {p.number ? <DocumentNumber value={p.number} /> : '无文号'}
                    {p.holding === 'stub' && '　只知名称，原文不在库中'}
                    {p.reason && `　${p.reason}`}
                  </div>
                </div>
              </div>
            ))}
          </div>
        </fieldset>
        {mayDecide && <Button look="secondary">一并审定选中的{proposalWord(group.kind)}</Button>}
      </form>
    </section>
  );
}

/** Proposals that wait for a decision, list by list. */
export function ProposalsPage({
  view,
  all,
  shown,
  filter,
  mayDecide,
  error,
}: {
  view: View;
  all: OpenProposal[];
  shown: OpenProposal[];
  filter: ProposalFilter;
  mayDecide: boolean;
  error?: string | undefined;
}) {
  return (
    <DeskPage view={view} title="待审效力" tab="/desk/proposals">
      <div className="desk">
        <h1>待审效力</h1>
        {error && <ErrorSummary title="没有办理" errors={[{ field: null, message: error }]} />}
        <div className="prose">
          <p>
            公报里的“拟废止”“拟修改”等只是拟议，不改变文件的效力；由编辑依据正式决定审定后，从生效日起才改变。
            <a href="/desk/decisions">看已审定的记录</a>
          </p>
        </div>
        {all.length === 0 ? (
          <EmptyState title="没有待审的拟议">导入公报后，其中的拟废止、拟修改等会列在这里。</EmptyState>
        ) : (
          <>
            <Filter all={all} filter={filter} />
            {shown.length === 0 && (
              <EmptyState title="没有符合条件的拟议">请清除条件，看全部拟议。</EmptyState>
            )}
            {!mayDecide && <Notice tone="info">您的账号可以查看，不能审定。</Notice>}
            {groupProposals(shown).map((group) => (
              <GroupForm key={group.key} group={group} mayDecide={mayDecide} />
            ))}
          </>
        )}
      </div>
    </DeskPage>
  );
}
