/** The states of a permit's case, whichever its variant. */
import type { StateDefinition } from '#engines/procedure/definition.ts';

/** A state in words. */
export const state = (turn: StateDefinition['turn'], title: string, about: string): StateDefinition => ({
  turn,
  title,
  about,
});

export const COMMON_STATES = {
  submitted: state('body', '待受理', '已收到申请，受理人员会在5个工作日内受理，或一次告知要补正的全部内容。'),
  correcting: state('applicant', '待补正', '请按一次性告知书补齐材料后重新提交。'),
  supplemented: state('body', '已补正待受理', '已收到补正材料，等待受理。'),
  accepted: state('body', '审查中', '已受理，正在审查。办理期限从受理的第二天起算。'),
  special: state('elsewhere', '特别程序中', '正在进行不计入办理期限的程序，所需时间已书面告知。'),
  proposed: state('body', '待决定', '审查完毕，等待作出决定。'),
  granted: state('body', '准予许可，待送达', '已准予许可，10个工作日内送达证件。'),
  refused: state(
    'body',
    '不予许可，待送达',
    '已作出不予许可决定，10个工作日内送达，理由和救济途径写在决定书里。',
  ),
  delivered: state('nobody', '已办结', '决定已经送达，事项办结。'),
  not_accepted: state('nobody', '不予受理', '申请没有受理，理由写在不予受理通知书里。'),
  not_needed: state('nobody', '无需许可', '这件事依法不需要取得许可，可以直接去做。'),
  wrong_body: state('nobody', '不属本机关', '这件事由别的机关办理，应向哪里申请写在通知书里。'),
  withdrawn: state('nobody', '已撤回', '申请人已撤回申请，可以重新申请。'),
} as const;
