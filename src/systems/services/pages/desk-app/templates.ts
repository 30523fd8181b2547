/** Standard wordings, by step and field: a start for the clerk's own words, changed freely before they are sent. */
export type Template = { readonly name: string; readonly fill: Readonly<Record<string, string>> };

const reason = (name: string, text: string): Template => ({ name, fill: { reason: text } });

export const TEMPLATES: Readonly<Record<string, readonly Template[]>> = {
  correct_on_spot: [{ name: '笔误', fill: { what: '申请表中的笔误，申请人已当场更正并确认。' } }],
  refuse_acceptance: [
    reason('告知后仍不齐', '已一次性告知需要补正的全部内容，补正后仍不齐全，具体缺少：'),
    reason('不符合形式', '申请材料不符合法定形式，具体是：'),
  ],
  tell_not_needed: [reason('依法不需要', '所申请的活动依法不需要取得行政许可，可以直接开展。具体情况是：')],
  tell_wrong_body: [reason('不属职权', '申请事项依法不属于本机关职权范围，请向所列机关申请。')],
  pass_up: [{ name: '同意上报', fill: { opinion: '经初审，材料齐全，情况属实，同意报主管部门审查。' } }],
  return_to_town: [reason('需补充', '请对下列情况补充核实后再报：')],
  report_up: [{ name: '同意上报', fill: { opinion: '经初审，材料齐全、符合法定形式，同意上报。' } }],
  give_opinion: [
    { name: '同意', fill: { opinion: 'agree', reason: '经审查，本单位对申请事项无不同意见。' } },
    { name: '不同意', fill: { opinion: 'disagree', reason: '经审查，本单位不同意，理由是：' } },
  ],
  tell_hearing_right: [
    reason('相邻权益', '许可事项直接关系相邻权利人的采光、通行、安全等重大利益，具体是：'),
  ],
  end_hearing: [
    { name: '照常举行', fill: { record: '听证于通知的时间、地点公开举行，申请人到场并陈述意见。要点：' } },
  ],
  end_special: [{ name: '合格', fill: { result: '已完成，结论为合格，报告已归入案卷。' } }],
  propose: [
    {
      name: '准予',
      fill: { opinion: 'grant', reason: '经审查，申请材料齐全、符合法定形式和法定条件，建议准予许可。' },
    },
    {
      name: '不予',
      fill: { opinion: 'refuse', reason: '经审查，申请不符合法定条件，建议不予许可。不符合之处是：' },
    },
  ],
  send_back: [reason('事实不清', '下列事实尚需核实，请补充审查：')],
  extend: [reason('情况复杂', '案情复杂，需要进一步核实，申请在法定期限内延长。')],
  refuse: [reason('不符合条件', '申请不符合法定条件，具体是：')],
  higher_refused: [reason('按上级决定', '上级机关决定不予许可，理由见其决定书。')],
  drop_child: [reason('当面表示', '申请人本人到窗口，出示身份证件，当面表示不办这一项。原因：')],
  withdraw: [reason('申请人要求', '申请人到窗口书面要求撤回申请。')],
};
