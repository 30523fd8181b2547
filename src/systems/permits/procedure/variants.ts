/** What a variant adds to the common steps: states and transitions of its own. */
import { z } from 'zod';
import { cite } from '#engines/law/cite.ts';
import type { StateDefinition, TransitionDefinition } from '#engines/procedure/definition.ts';
import type { CaseState } from '#engines/procedure/event.ts';
import type { PermitClocks } from './clocks.ts';
import { choice, text } from './fields.ts';
import { state } from './states.ts';

export type Extra = {
  readonly states: Record<string, StateDefinition>;
  readonly transitions: Record<string, TransitionDefinition>;
  /** States in which the decision's clock runs, besides the common ones. */
  readonly open: readonly string[];
};

export const NOTHING: Extra = { states: {}, transitions: {}, open: [] };

/** First review here, then up; the higher body's decision comes back and is delivered here. */
export function reportUp(clocks: PermitClocks): Extra {
  return {
    open: [],
    states: {
      reported: state(
        'elsewhere',
        '已上报，待上级决定',
        '初审意见和全部材料已直接报上级机关，不必重复提交。',
      ),
    },
    transitions: {
      report_up: {
        title: '上报上级机关',
        done: '初审完毕，上报上级机关',
        from: ['proposed'],
        to: 'reported',
        by: ['approver'],
        basis: cite('中华人民共和国行政许可法', '第三十五条'),
        input: z.strictObject({ body: text('上级机关', 100), opinion: text('初审意见') }),
        clocks: clocks.each((clock) => ({ stop: clock })),
        tells: ['reported_up'],
      },
      higher_granted: {
        title: '登记上级准予决定',
        done: '上级机关准予许可',
        from: ['reported'],
        to: 'granted',
        by: ['reviewer'],
        basis: cite('中华人民共和国行政许可法', '第三十八条'),
        input: z.strictObject({ document: text('上级决定的文号', 100) }),
        clocks: [{ start: 'delivery' }],
        tells: ['granted'],
      },
      higher_refused: {
        title: '登记上级不予决定',
        done: '上级机关不予许可',
        from: ['reported'],
        to: 'refused',
        by: ['reviewer'],
        basis: cite('中华人民共和国行政许可法', '第三十八条/¶1'),
        input: z.strictObject({ document: text('上级决定的文号', 100), reason: text('理由') }),
        clocks: [{ start: 'delivery' }],
        tells: ['refused'],
      },
    },
  };
}

/** A town or street reviews first and passes everything up; the district's body then examines and decides. */
export function townFirst(): Extra {
  return {
    open: ['town_review'],
    states: { town_review: state('body', '镇街初审中', '镇街正在初审，之后连同全部材料报主管部门。') },
    transitions: {
      pass_up: {
        title: '初审完毕，报主管部门',
        done: '镇街初审完毕',
        from: ['town_review'],
        to: 'accepted',
        by: ['town'],
        basis: cite('中华人民共和国行政许可法', '第三十五条'),
        input: z.strictObject({ body: text('主管部门', 100), opinion: text('初审意见') }),
        holder: (_state, input) => String(input.body),
      },
      return_to_town: {
        title: '退回镇街补充初审',
        done: '退回镇街补充初审',
        from: ['accepted'],
        to: 'town_review',
        by: ['reviewer'],
        basis: cite('中华人民共和国行政许可法', '第三十五条'),
        input: z.strictObject({ town: text('镇街', 100), reason: text('理由') }),
        holder: (_state, input) => String(input.town),
      },
    },
  };
}

/** A body whose opinion is asked, and the event by which it answered. */
export type Consulted = {
  readonly body: string;
  readonly askedSeq: number;
  readonly answeredSeq: number | null;
};

/** The bodies that were asked last, in the order in which they were asked. */
export function consultedBodies(of: CaseState): Consulted[] {
  const asked = of.made.ask_opinions?.at(-1);
  if (!asked) return [];
  const answers = (of.made.give_opinion ?? []).filter((e) => e.seq > asked.seq);
  return (asked.data.bodies as string[]).map((body) => ({
    body,
    askedSeq: asked.seq,
    answeredSeq: answers.find((e) => e.data.body === body)?.seq ?? null,
  }));
}

/** The bodies that were asked and have not answered yet; none when nobody waits for them any more. */
export const unansweredBodies = (of: CaseState): string[] =>
  of.state === 'consulting'
    ? consultedBodies(of).flatMap((c) => (c.answeredSeq === null ? [c.body] : []))
    : [];

/** Several bodies are asked at once; the body that took the case in answers to the applicant alone. */
export function joint(): Extra {
  return {
    open: ['consulting'],
    states: { consulting: state('body', '会办中', '正在征求有关单位意见，由受理机关统一答复。') },
    transitions: {
      ask_opinions: {
        title: '征求会办单位意见',
        done: '征求会办单位意见',
        from: ['accepted'],
        to: 'consulting',
        by: ['reviewer'],
        basis: cite('中华人民共和国行政许可法', '第二十六条/¶1'),
        input: z.strictObject({
          bodies: z
            .array(text('会办单位', 100))
            .min(1, '请至少选一个会办单位')
            .max(20, '会办单位不超过20个')
            .refine((list) => new Set(list).size === list.length, '会办单位重复')
            .meta({ title: '会办单位' }),
        }),
      },
      give_opinion: {
        title: '答复会办意见',
        done: '答复会办意见',
        from: ['consulting'],
        to: null,
        by: ['opinion'],
        besides: ['give_opinion'],
        basis: cite('中华人民共和国行政许可法', '第二十六条/¶1'),
        input: z.strictObject({
          body: text('会办单位', 100),
          opinion: choice('会办意见', { agree: '同意', disagree: '不同意' }, '请选择同意还是不同意'),
          reason: text('意见'),
        }),
        when: (current, input) =>
          unansweredBodies(current).includes(String(input.body))
            ? null
            : {
                code: 'services.opinion_not_asked',
                message: `没有征求“${String(input.body)}”的意见，或其意见已经答复。`,
              },
      },
      conclude_opinions: {
        title: '汇总会办意见',
        done: '汇总会办意见',
        from: ['consulting'],
        to: 'accepted',
        by: ['reviewer'],
        basis: cite('中华人民共和国行政许可法', '第二十六条/¶1'),
        when: (current) => {
          const waiting = unansweredBodies(current);
          return waiting.length === 0
            ? null
            : { code: 'services.opinions_missing', message: `还有会办单位没有答复：${waiting.join('、')}。` };
        },
      },
    },
  };
}
