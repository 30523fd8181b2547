import { Alert, Button, Checkbox, Radio } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import type { FiledBody } from '../../api-schema.ts';
import type { ItemBody } from '../../api-schema-intake.ts';
import { ask, type Refused } from './http.ts';
import { IntakeField } from './intake-field.tsx';
import { answersOf, materialsFor, sectionsOf, type TypedForm } from './intake-schema.ts';
import { forget, useKept } from './kept.ts';
import { useKeys } from './keys.tsx';
import { type Scan, Scans } from './scans.tsx';
import { newRequestKey } from './words.ts';

type Intake = {
  readonly body: string;
  /** Conditions that hold. */
  readonly fulfilled: readonly string[];
  readonly typed: TypedForm;
  /** Names of the materials that were brought, and of which a copy was kept. */
  readonly brought: readonly string[];
  readonly copied: readonly string[];
  readonly scans: readonly Scan[];
  readonly requestKey: string;
};

/** One item's application at the window: body, conditions, form, materials; then it is filed and a receipt is printed. */
export function IntakeForm({
  item,
  back,
  refresh,
}: {
  item: ItemBody;
  back: () => void;
  refresh: () => Promise<ItemBody | undefined>;
}) {
  const [kept, setKept] = useKept<Intake>(`new:2:${item.code}`, () => ({
    body: item.bodies.length === 1 ? (item.bodies[0] ?? '') : '',
    fulfilled: [],
    typed: {},
    brought: [],
    copied: [],
    scans: [],
    requestKey: newRequestKey(),
  }));
  const [problem, setProblem] = useState<Refused>();
  const [sending, setSending] = useState(false);
  const underWay = useRef(false);
  const [, go] = useLocation();
  const sections = sectionsOf(item.form);
  const answers = answersOf(sections, kept.typed);
  const materials = materialsFor(item.materials, answers);
  const has = (name: string) => kept.brought.includes(name) || kept.scans.some((s) => s.material === name);
  const missing = materials.filter((m) => m.need === '必要' && !has(m.name));
  const doubtful = item.conditions.length - kept.fulfilled.length;

  const file = async () => {
    if (underWay.current) return;
    underWay.current = true;
    setSending(true);
    setProblem(undefined);
    const answer = await ask<FiledBody>('/api/desk/cases', {
      itemCode: item.code,
      itemVersion: item.version,
      body: kept.body || '（未选）',
      answers,
      materials: kept.scans
        .filter((s) => materials.some((m) => m.name === s.material))
        .map(({ material, fileId }) => ({ material, fileId })),
      papers: [
        ...materials
          .filter((m) => kept.brought.includes(m.name))
          .map((m) => ({
            material: m.name,
            verdict: 'complete',
            paperSeen: true,
            copyKept: kept.copied.includes(m.name),
          })),
        ...missing.map((m) => ({
          material: m.name,
          verdict: 'missing',
          reason: `未提交，请补交（${m.form}${m.copies}份）。`,
        })),
      ],
      requestKey: kept.requestKey,
    });
    underWay.current = false;
    setSending(false);
    if (!answer.ok) {
      setProblem(answer);
      if (answer.code === 'services.item.stale') await refresh();
      return;
    }
    const { id } = answer.value;
    forget('new:');
    go(`/${id}/receipt`);
  };
  useKeys({ 'Mod+Enter': () => void file() });
  useEffect(() => {
    const [first] = problem?.fields ?? [];
    if (first) document.getElementById(first.field)?.focus();
  }, [problem]);
  useEffect(() => document.querySelector<HTMLElement>('.intake-form input')?.focus(), []);

  const set = (change: Partial<Intake>) => setKept((before) => ({ ...before, ...change }));
  return (
    <form
      className="intake-form"
      onSubmit={(event) => {
        event.preventDefault();
        void file();
      }}
    >
      <div className="section-head">
        <h2>{item.name}</h2>
        <Button onClick={back}>换一个事项</Button>
      </div>
      {item.bodies.length > 1 && (
        <fieldset>
          <legend>办理机关</legend>
          <Radio.Group
            name="body"
            value={kept.body}
            options={[...item.bodies]}
            onChange={(event) => set({ body: String(event.target.value) })}
          />
        </fieldset>
      )}
      <fieldset>
        <legend>预审：受理条件</legend>
        <Checkbox.Group
          className="ticks"
          value={[...kept.fulfilled]}
          options={item.conditions}
          onChange={(fulfilled) => set({ fulfilled })}
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
      <fieldset>
        <legend>带来的材料</legend>
        <ul className="ticks">
          {materials.map((m) => (
            <li key={m.name}>
              <Checkbox
                checked={kept.brought.includes(m.name)}
                onChange={(event) =>
                  setKept((k) => ({
                    ...k,
                    brought: event.target.checked
                      ? [...k.brought, m.name]
                      : k.brought.filter((name) => name !== m.name),
                    copied: event.target.checked ? k.copied : k.copied.filter((name) => name !== m.name),
                  }))
                }
              >
                <strong>{m.name}</strong>
                <span className="quiet material-about">
                  {m.form}
                  {m.copies}份，{m.need}。{m.standard}
                </span>
              </Checkbox>
              <div className="case-line brought">
                <Checkbox
                  checked={kept.copied.includes(m.name)}
                  disabled={!kept.brought.includes(m.name)}
                  onChange={(event) =>
                    setKept((k) => ({
                      ...k,
                      copied: event.target.checked
                        ? [...k.copied, m.name]
                        : k.copied.filter((name) => name !== m.name),
                    }))
                  }
                >
                  <span className="visually-hidden">{m.name}：</span>留复印件
                </Checkbox>
                <Scans
                  material={m.name}
                  scans={kept.scans}
                  change={(next) => setKept((k) => ({ ...k, scans: next(k.scans) }))}
                />
              </div>
            </li>
          ))}
        </ul>
        {missing.length > 0 && (
          <p className="quiet" role="status">
            缺{missing.length}项必要材料，会随办件登记，收件后带到“一次性告知补正”里。
          </p>
        )}
      </fieldset>
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
        <Button type="primary" size="large" htmlType="submit" loading={sending}>
          收件，出凭证
          <kbd>Ctrl+Enter</kbd>
        </Button>
      </div>
    </form>
  );
}
