import { Button } from 'antd';
import { useRef, useState } from 'react';
import type { UploadBody } from '../../api-schema.ts';
import { sendFile } from './http.ts';

/** A scan that was sent and waits to come into a case with a filing or a step. */
export type Scan = { readonly material: string; readonly fileId: string; readonly name: string };

/** Scans of one material: chosen, sent at once, taken away again before they come into the case. */
export function Scans({
  material,
  scans,
  change,
}: {
  material: string;
  scans: readonly Scan[];
  change: (change: (before: readonly Scan[]) => readonly Scan[]) => void;
}) {
  const field = useRef<HTMLInputElement>(null);
  const [sending, setSending] = useState(false);
  const [failed, setFailed] = useState<string>();
  const own = scans.filter((s) => s.material === material);
  const send = async (files: readonly File[]) => {
    setSending(true);
    setFailed(undefined);
    for (const file of files) {
      const answer = await sendFile<UploadBody>('/api/desk/files', file);
      if (!answer.ok) {
        setFailed(answer.message);
        break;
      }
      const { id, name } = answer.value;
      change((before) =>
        before.some((s) => s.material === material && s.fileId === id)
          ? before
          : [...before, { material, fileId: id, name }],
      );
    }
    setSending(false);
  };
  return (
    <div className="scans">
      <input
        ref={field}
        type="file"
        multiple
        hidden
        accept="image/jpeg,image/png,application/pdf"
        onChange={(event) => {
          const chosen = [...(event.target.files ?? [])];
          event.target.value = '';
          void send(chosen);
        }}
      />
      <Button size="small" loading={sending} onClick={() => field.current?.click()}>
        上传扫描件<span className="visually-hidden">：{material}</span>
      </Button>
      {own.map((s) => (
        <span key={s.fileId} className="scan">
          {s.name}
          <button
            type="button"
            className="plain link"
            onClick={() => change((before) => before.filter((other) => other !== s))}
          >
            不要<span className="visually-hidden">{s.name}</span>
          </button>
        </span>
      ))}
      {failed && (
        <span className="wrong" role="alert">
          {failed}
        </span>
      )}
    </div>
  );
}
