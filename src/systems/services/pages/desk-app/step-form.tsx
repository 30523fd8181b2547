import { Alert, Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { CaseBody, StepBody } from '../../api-schema.ts';
import { Events } from './events.tsx';
import { ask, type Refused } from './http.ts';
import { forget, useKept } from './kept.ts';
import { useKeys } from './keys.tsx';
import { missingOf } from './materials.tsx';
import { Problem } from './page-parts.tsx';
import { type Scan, Scans } from './scans.tsx';
import { StepField } from './step-fields.tsx';
import { type Action, fieldsOf, filledWith, inputOf, isNeeded, type Typed } from './step-schema.ts';
import { TEMPLATES } from './templates.ts';
import { newRequestKey } from './words.ts';

/** Under what a step's typed text is kept. */
export const stepKey = (caseId: string, transition: string): string => `step:${caseId}:${transition}`;

export type KeptStep = {
  readonly typed: Typed;
  /** Scans that come with the step. */
  readonly scans?: readonly Scan[];
  /** Made when the form opens, kept with the text: however often it is sent, it is one step. */
  readonly requestKey: string;
};

/** Materials, those first that the notice asked for. */
const supplemented = ({ materials }: CaseBody): string[] =>
  materials
    .toSorted((a, b) => Number(b.check?.verdict !== 'complete') - Number(a.check?.verdict !== 'complete'))
    .map((m) => m.name);

/** A step's form, drawn from what the step asks. */
export function StepForm({
  action,
  offered,
  shown,
  again,
  made,
  close,
}: {
  action: Action;
  /** False when the case went on and this step cannot be made any more. */
  offered: boolean;
  shown: CaseBody;
  again: () => Promise<CaseBody | undefined>;
  made: (title: string) => void;
  close: () => void;
}) {
  const place = stepKey(shown.id, action.transition);
  const [kept, setKept] = useKept<KeptStep>(place, () => ({
    typed: action.transition === 'ask_correction' ? { missing: missingOf(shown) } : {},
    requestKey: newRequestKey(),
  }));
  const [problem, setProblem] = useState<Refused>();
  const [since, setSince] = useState<CaseBody['events']>([]);
  const [sending, setSending] = useState(false);
  const underWay = useRef(false);
  // The version that the clerk has seen: after a stale answer, the one whose events are shown.
  const seen = useRef(shown.version);

  const send = async () => {
    if (underWay.current || !offered) return;
    underWay.current = true;
    setSending(true);
    setProblem(undefined);
    const answer = await ask<StepBody>(`/api/desk/cases/${shown.id}/steps`, {
      transition: action.transition,
      input: inputOf(action, kept.typed),
      seen: seen.current,
      requestKey: kept.requestKey,
      materials: (kept.scans ?? []).map(({ material, fileId }) => ({ material, fileId })),
    });
    underWay.current = false;
    setSending(false);
    if (answer.ok) {
      forget(place);
      made(action.title);
      return;
    }
    setProblem(answer);
    if (answer.status !== 409) return;
    const fresh = await again();
    if (!fresh) return;
    const from = seen.current;
    setSince(fresh.events.filter((event) => event.seq > from));
    seen.current = fresh.version;
  };
  useEffect(() => {
    if (problem) document.querySelector('.step-form [role=alert]')?.scrollIntoView({ block: 'nearest' });
  }, [problem]);
  useKeys({ 'Mod+Enter': () => void send() });

  const templates = TEMPLATES[action.transition] ?? [];
  return (
    <form
      className="step-form"
      aria-label={action.title}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {templates.length > 0 && (
        <div className="templates">
          <span>常用文书</span>
          {templates.map(({ name, fill }) => (
            <Button
              key={name}
              size="small"
              onClick={() => setKept((k) => ({ ...k, typed: filledWith(action, k.typed, fill) }))}
            >
              {name}
            </Button>
          ))}
        </div>
      )}
      {fieldsOf(action).map(([name, field]) => (
        <StepField
          key={name}
          id={`${action.transition}-${name}`}
          name={name}
          field={field}
          needed={isNeeded(action, name)}
          value={kept.typed[name]}
          change={(value) => setKept((k) => ({ ...k, typed: { ...k.typed, [name]: value } }))}
          materials={shown.materials.map((m) => m.name)}
          bodies={shown.bodies}
        />
      ))}
      {action.transition === 'supplement' && (
        <fieldset>
          <legend>补来的材料（可不传扫描件）</legend>
          <ul className="ticks">
            {supplemented(shown).map((material) => (
              <li key={material}>
                {material}
                <Scans
                  material={material}
                  scans={kept.scans ?? []}
                  change={(next) => setKept((k) => ({ ...k, scans: next(k.scans ?? []) }))}
                />
              </li>
            ))}
          </ul>
        </fieldset>
      )}
      {problem && <Problem problem={problem} />}
      {since.length > 0 && (
        <section className="since" aria-label="其间的办理经过">
          <h3>您打开之后发生的</h3>
          <Events events={since} />
        </section>
      )}
      {!offered && (
        <Alert
          type="warning"
          role="alert"
          showIcon={false}
          title={`现在不能${action.title}了。您填的内容还在上面，可以复制到别处。`}
        />
      )}
      <p className="quiet">依据：{action.basis}</p>
      <div className="send">
        <Button type="primary" htmlType="submit" loading={sending} disabled={!offered}>
          {since.length > 0 && offered ? `看过了，仍然${action.title}` : `确认${action.title}`}
          <kbd>Ctrl+Enter</kbd>
        </Button>
        <Button onClick={close}>收起</Button>
      </div>
    </form>
  );
}
