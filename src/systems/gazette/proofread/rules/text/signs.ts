/** Single signs that say little by themselves. */

/** Signs that stand for one another by their meaning: 第一产业, 第二产业; 东路, 西路. */
export const CONTRAST = new Set(
  '〇零一二三四五六七八九十百千万东西南北上下前后左右内外大小新老高低甲乙丙丁第正副年月日增减升降',
);

/** Signs that are words of their own, so that standing alone says nothing. */
export const COMMON = new Set(
  '的了和与及或在对为以是将被把从向由于而且并也都就不其所之要有可等这该各每某本此另全新老大小多少高低上下前后左右内外中间里时年月日号条款项章节元人户家个件次名只台套辆座处张份批期届类种级层段点面部区市县镇乡村街路省州国局厅科室院校站队组长员者性化率量度数额费税价权法案书证表单图文民设立按照据经使让给比较更最很再又还已未曾没无非勿须应当得会能请令派一二三四五六七八九十百千万亿零〇两几半第正副兼任免至自到起止分约近超达占增降升同乙丙丁甲东西南北后首主客方位式型品物事务做作用办管理看说报送交发收取用建修改拟定用',
);
