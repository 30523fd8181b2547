/** Items for tests. For tests only. */
import { defaultItem, type ItemClass, type PermitRow } from './default-item.ts';
import type { Item } from './item.ts';

const ROW: PermitRow = {
  no: 901,
  authority: '丙区园林局',
  name: '摘桃许可',
  implementers: ['丙区审批局'],
  basis: [{ title: '丙区桃树条例', number: null }],
  remark: null,
};
const CLASS: ItemClass = {
  about: '要在公园里摘桃子的，先办这个许可。',
  keywords: ['摘桃'],
  subjects: ['个人'],
  person: ['农林牧渔'],
  organisation: [],
  result: { kind: '证照', name: '摘桃证' },
};

/** A made-up item that breaks no rule, with what the test says in its place. */
export const peachItem = (over: Partial<Item> = {}, row: Partial<PermitRow> = {}): Item => ({
  ...defaultItem({ ...ROW, ...row }, CLASS),
  ...over,
});
