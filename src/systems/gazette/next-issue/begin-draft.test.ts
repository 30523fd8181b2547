import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newId } from '#base/ids.ts';
import { beginReplacement } from './begin-draft.ts';
import { madeUpFront } from './fixture.ts';
import { prepareIssue } from './prepare-issue.ts';

test('what a replacement begins with passes its own proofreading and is read as ending the old document', () => {
  const draft = beginReplacement(
    {
      id: newId(),
      title: '虚构区人民政府关于印发《虚构区村道养护办法》的通知',
      number: '虚政发〔2023〕3号',
      section: '政府文件',
      signedBy: ['虚构区人民政府'],
      addressees: ['各镇人民政府'],
    },
    Temporal.PlainDate.from('2024-08-01'),
  );
  assert.match(
    draft.body,
    /《虚构区人民政府关于印发〈虚构区村道养护办法〉的通知》（虚政发〔2023〕3号）同时废止。/,
  );
  const { findings, artifact } = prepareIssue(madeUpFront(), [
    {
      ...draft,
      title: '虚构区人民政府关于印发《虚构区村道养护办法（修订）》的通知',
      number: '虚政发〔2024〕1号',
    },
  ]);
  assert.deepEqual(
    findings.filter((f) => f.document !== null).map((f) => [f.rule, f.quote]),
    [],
  );
  assert.deepEqual(
    artifact.effects.filter((e) => e.kind === 'repeal').map((e) => [e.stage, e.targetNumber]),
    [['decided', '虚政发〔2023〕3号']],
  );
});
