import { Alert, Button, Checkbox, Radio } from 'antd';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import type { FiledBody } from '../../api-schema.ts';
import { ask, type Refused } from './http.ts';
import { IntakeField } from './intake-field.tsx';
import { type Brought, IntakeMaterials, papersOf } from './intake-materials.tsx';
import type { Matter } from './intake-matter.ts';
import { answersOf, type TypedForm } from './intake-schema.ts';
import { forget, useKept } from './kept.ts';
import { useKeys } from './keys.tsx';
import { newRequestKey } from './words.ts';

type Intake = Brought & {
  /** Chosen bodies, by basic code. */
  readonly bodies: Readonly<Record<string, string>>;
  /** Conditions that hold. */
  readonly fulfilled: readonly string[];
  readonly typed: TypedForm;
  readonly requestKey: string;
};

/**
 * An application at the window: bodies, conditions, form, materials; then it is filed and a receipt is printed.
 * @param children what is chosen before: it changes what is asked, and nothing that was typed
 * @param waiting what is asked is being read anew
 */
export function IntakeForm({
  matter,
  back,
  refresh,
  waiting = false,
  children,
}: {
  matter: Matter;
  back: () => void;
  refresh: () => Promise<unknown>;
  waiting?: boolean;
  children?: ReactNode;
}) {
  const [kept, setKept] = useKept<Intake>(`new:3:${matter.key}`, () => ({
    ...{ bodies: {}, fulfilled: [], typed: {}, brought: [], copied: [], scans: [] },
    requestKey: newRequestKey(),
  }));
  const [problem, setProblem] = useState<Refused>();
  const [sending, setSending] = useState(false);
  const underWay = useRef(false);
  const [, go] = useLocation();
  const { sections, parts } = matter;
  const answers = answersOf(sections, kept.typed);
  const materials = matter.materials(answers);
  const bodyOf = ({ code, bodies }: Matter['parts'][number]) =>
    kept.bodies[code] ?? (bodies.length === 1 ? (bodies[0] ?? '') : '');

  const file = async () => {
    if (underWay.current || waiting) return;
    underWay.current = true;
    setSending(true);
    setProblem(undefined);
    const taken = {
      bodies: Object.fromEntries(parts.map((part) => [part.code, bodyOf(part)])),
      answers,
      materials: kept.scans
        .filter((s) => materials.some((m) => m.name === s.material))
        .map(({ material, fileId }) => ({ material, fileId })),
      papers: papersOf(materials, kept),
      requestKey: kept.requestKey,
    };
    const answer = await ask<FiledBody>(matter.address, matter.body(taken));
    underWay.current = false;
    setSending(false);
    if (!answer.ok) {
      setProblem(answer);
      if (answer.code === 'services.item.stale') await refresh();
      return;
    }
    forget('new:');
    go(matter.receipt(answer.value.id));
  };
  useKeys({ 'Mod+Enter': () => void file() });
  useEffect(() => {
    const [first] = problem?.fields ?? [];
    if (first) document.getElementById(first.field)?.focus();
  }, [problem]);
  useEffect(() => document.querySelector<HTMLElement>('.intake-form input:enabled')?.focus(), []);

  const doubtful = matter.conditions.filter((c) => !kept.fulfilled.includes(c)).length;
  return (
    <form
      className="intake-form"
      onSubmit={(event) => {
        event.preventDefault();
        void file();
      }}
    >
      <div className="section-head">
        <h2>{matter.title}</h2>
        <Button onClick={back}>换一个事项</Button>
      </div>
      {children}
      {parts.map(
        (part) =>
          part.bodies.length > 1 && (
            <fieldset key={part.code}>
              <legend>办理机关{parts.length > 1 && `：${part.name}`}</legend>
              <Radio.Group
                name={parts.length > 1 ? `body-${part.code}` : 'body'}
                value={bodyOf(part)}
                options={[...part.bodies]}
                onChange={(event) =>
                  setKept((k) => ({ ...k, bodies: { ...k.bodies, [part.code]: String(event.target.value) } }))
                }
              />
            </fieldset>
          ),
      )}
      <fieldset>
        <legend>预审：受理条件</legend>
        <Checkbox.Group
          className="ticks"
          value={[...kept.fulfilled]}
          options={[...matter.conditions]}
          onChange={(fulfilled) => setKept((k) => ({ ...k, fulfilled }))}
        />
        {doubtful > 0 && (
          <p className="quiet">
            还有{doubtful}
            条没有确认。仍可以收件：不符合条件的，收件后作出不予受理决定并说明理由，不能当场拒收。
          </p>
        )}
      </fieldset>
      {sections.map((section) => (
        <fieldset key={section.name} className="fields">
          <legend>{section.title}</legend>
          {section.fields.map((field) => (
            <IntakeField
              key={field.id}
              field={field}
              value={kept.typed[field.id] ?? ''}
              error={problem?.fields.find((f) => f.field === field.id)?.message}
              change={(value) => setKept((k) => ({ ...k, typed: { ...k.typed, [field.id]: value } }))}
            />
          ))}
        </fieldset>
      ))}
      <IntakeMaterials
        materials={materials}
        passedOn={matter.passedOn(answers)}
        kept={kept}
        change={(next) => setKept((k) => ({ ...k, ...next(k) }))}
      />
      {problem && (
        <Alert
          type="error"
          role="alert"
          showIcon={false}
          title={problem.message}
          description={problem.basis}
        />
      )}
      <div className="send">
        <Button type="primary" size="large" htmlType="submit" loading={sending} disabled={waiting}>
          收件，出凭证
          <kbd>Ctrl+Enter</kbd>
        </Button>
      </div>
    </form>
  );
}
