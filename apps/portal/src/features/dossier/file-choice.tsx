/** Files are sent as they are chosen; the action attaches what came of it. */
import { Form } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { filesUpload } from '../../api-client/sdk.gen.ts';
import type { FileRef } from '../../api-client/types.gen.ts';
import { call } from '../../app/api.ts';
import { SubmitFault } from '../../common/states.tsx';

export function FileChoice() {
  const { t } = useTranslation();
  return (
    <Form.Item name="files" label={t('field.files')}>
      <FilesInput />
    </Form.Item>
  );
}

/** A form gives it value and onChange. */
export function FilesInput(props: {
  readonly value?: readonly FileRef[];
  readonly onChange?: (files: readonly FileRef[]) => void;
}) {
  const { t } = useTranslation();
  const { value = [], onChange } = props;
  const [fault, setFault] = useState<unknown>(null);
  const send = async (files: readonly File[]) => {
    setFault(null);
    try {
      const sent: FileRef[] = [];
      for (const file of files) sent.push(await upload(file));
      onChange?.([...value, ...sent]);
    } catch (error) {
      setFault(error);
    }
  };
  return (
    <>
      <label className="chip">
        {t('procedures.upload')}
        <input
          className="hidden-text"
          type="file"
          multiple
          onChange={({ target }) => void send([...(target.files ?? [])])}
        />
      </label>
      <ul>
        {value.map(({ sha256, name }) => (
          <li key={sha256}>{name}</li>
        ))}
      </ul>
      <SubmitFault error={fault} />
    </>
  );
}

function upload(file: File): Promise<FileRef> {
  const body = new FormData();
  body.append('file', file);
  return call(
    filesUpload({ body: body as never, bodySerializer: null as never, headers: { 'Content-Type': null } }),
  );
}
