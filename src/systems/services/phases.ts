/** Where an item of a matter (一件事) stands, and how people read it. */

/**
 * `waiting`: for others. `ready`: it can be filed now. `stuck`: it could, and was refused. `yours`: it waits for the
 * applicant. `blocked`: what it waits for did not come about. `not_needed`: the body says that no permit is needed.
 */
export const PHASES = [
  'waiting',
  'ready',
  'stuck',
  'running',
  'yours',
  'granted',
  'not_needed',
  'refused',
  'not_accepted',
  'withdrawn',
  'dropped',
  'blocked',
] as const;
export type Phase = (typeof PHASES)[number];

export const PHASE_WORDS: Readonly<Record<Phase, string>> = {
  waiting: '等前一项办好',
  ready: '正在提交',
  stuck: '没能自动提交',
  running: '办理中',
  yours: '等您办理',
  granted: '已准予',
  not_needed: '不用办',
  refused: '未获许可',
  not_accepted: '没有受理',
  withdrawn: '已撤回',
  dropped: '不办了',
  blocked: '不能接着办',
};
