/** Publishes one issue in a process of its own, to be killed. Arguments: issue, confirmed digest, request key. */
import { parseConfig } from '#base/config.ts';
import { createLog } from '#base/log.ts';
import { systemActor } from '#platform/people/actor.ts';
import { openStore } from '#platform/store/store.ts';
import { publishIssue } from '../src/systems/gazette/next-issue/publish-issue.ts';

const [nextIssueId = '', digest = '', requestKey = ''] = process.argv.slice(2);
const config = parseConfig(process.env);
if (!config.ok) throw new Error(config.error.message);
const opened = await openStore(config.value.database, createLog('silent'));
if (!opened.ok) throw new Error(opened.error.message);
const done = await publishIssue({ db: opened.value.db }, systemActor('test'), {
  nextIssueId,
  digest,
  requestKey,
  openFindingsReason: '虚构样刊',
});
await opened.value.close();
console.log(done.ok ? (done.value.repeated ? 'repeated' : 'published') : done.error.code);
