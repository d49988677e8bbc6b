/** Time-stamps (RFC 3161): an authority's word that a head was there by then, which no key of ours could have made later. */
import { createHash, randomBytes, X509Certificate } from 'node:crypto';
import { Integer, OctetString } from 'asn1js';
import {
  AlgorithmIdentifier,
  Certificate,
  ContentInfo,
  ExtKeyUsage,
  id_ContentType_SignedData as SIGNED_DATA,
  id_eContentType_TSTInfo as TIME_STAMP,
  id_ExtKeyUsage as EXTENDED_KEY_USAGE,
  id_sha256 as SHA256,
  MessageImprint,
  SignedData,
  TimeStampReq,
  TimeStampResp,
  TSTInfo,
} from 'pkijs';
import type { Instant } from '#libs/calendar';

const NONCE_BYTES = 8;
const TIMEOUT_MS = 20_000;
/** RFC 3161, 2.4.2: granted, and granted with changes. */
const GRANTED = [0, 1];
/** RFC 3161, 2.3: what the authority's certificate must be for, and for nothing else. */
const TIME_STAMPING = '1.3.6.1.5.5.7.3.8';
const PEM_CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

export type StampFault =
  | 'stamp-unreadable'
  /** Over another text. */
  | 'stamp-of-another'
  | 'stamp-signature-differs'
  /** No certificate of those trusted stands behind it. */
  | 'stamp-untrusted';

/** The authority did not answer, or answered with something else than a stamp of what was asked. */
export class StampRefused extends Error {
  override readonly name = 'StampRefused';
}

export interface Stamp {
  /** DER of the TimeStampToken, its certificates inside. */
  readonly token: Buffer;
  /** As the authority says. */
  readonly at: Instant;
}

/** Asks the authority at `url` for a stamp of the text, and believes nothing that it did not check. */
export async function requestStamp(url: string, text: string): Promise<Stamp> {
  const nonce = new Integer({ valueHex: bytesOf(positive(randomBytes(NONCE_BYTES))) });
  const asked = new TimeStampReq({
    version: 1,
    messageImprint: new MessageImprint({
      hashAlgorithm: new AlgorithmIdentifier({ algorithmId: SHA256 }),
      hashedMessage: new OctetString({ valueHex: bytesOf(sha256(text)) }),
    }),
    nonce,
    certReq: true,
  });
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/timestamp-query', accept: 'application/timestamp-reply' },
    body: asked.toSchema().toBER(),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (!answer.ok) throw new StampRefused(`the authority answered ${answer.status}`);
  const { status, timeStampToken } = TimeStampResp.fromBER(await answer.arrayBuffer());
  if (!GRANTED.includes(status.status) || !timeStampToken)
    throw new StampRefused(`the authority refused: status ${status.status}`);
  const token = Buffer.from(timeStampToken.toSchema().toBER());
  const checked = await checkStamp(token, text);
  if ('fault' in checked) throw new StampRefused(checked.fault);
  if (!checked.info.nonce?.isEqual(nonce)) throw new StampRefused('the answer is to another request');
  return { token, at: checked.at };
}

interface Checked {
  readonly at: Instant;
  readonly info: TSTInfo;
}

/** @param trusted PEM of authorities' certificates; without it, only that the stamp is sound in itself. */
export async function checkStamp(
  token: Buffer,
  text: string,
  trusted?: string,
): Promise<Checked | { readonly fault: StampFault }> {
  const opened = open(token);
  if (!opened) return { fault: 'stamp-unreadable' };
  const { signed, info } = opened;
  const its = info.messageImprint;
  const hash = Buffer.from(its.hashedMessage.valueBlock.valueHexView);
  if (its.hashAlgorithm.algorithmId !== SHA256 || !hash.equals(sha256(text)))
    return { fault: 'stamp-of-another' };
  const data = bytesOf(Buffer.from(text));
  const sound = await signed.verify({ signer: 0, data }).catch(() => false);
  if (!sound || !forTimeStamping(signed)) return { fault: 'stamp-signature-differs' };
  if (trusted !== undefined) {
    const chain = { signer: 0, data, checkChain: true, trustedCerts: certificatesOf(trusted) };
    const stands = await signed.verify({ ...chain, passedWhenNotRevValues: true }).catch(() => false);
    if (!stands) return { fault: 'stamp-untrusted' };
  }
  return { at: info.genTime.toISOString() as Instant, info };
}

function open(token: Buffer): { signed: SignedData; info: TSTInfo } | undefined {
  try {
    const content = ContentInfo.fromBER(bytesOf(token));
    if (content.contentType !== SIGNED_DATA) return undefined;
    const signed = new SignedData({ schema: content.content });
    const { eContent, eContentType } = signed.encapContentInfo;
    if (eContentType !== TIME_STAMP || !eContent) return undefined;
    return { signed, info: TSTInfo.fromBER(eContent.getValue()) };
  } catch {
    return undefined;
  }
}

/** The certificate of the signer is there, and is one for time-stamps. */
function forTimeStamping({ certificates = [] }: SignedData): boolean {
  return certificates.some(
    (one) =>
      one instanceof Certificate &&
      one.extensions?.some(
        ({ extnID, parsedValue }) =>
          extnID === EXTENDED_KEY_USAGE &&
          parsedValue instanceof ExtKeyUsage &&
          parsedValue.keyPurposes.includes(TIME_STAMPING),
      ),
  );
}

/** The certificates of a PEM text. Throws where one is none. */
export const certificatesOf = (pem: string): Certificate[] =>
  [...pem.matchAll(PEM_CERTIFICATE)].map(([block]) =>
    Certificate.fromBER(bytesOf(new X509Certificate(block).raw)),
  );

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();

/** An INTEGER whose first bit is set would be negative. */
function positive(bytes: Buffer): Buffer {
  bytes[0]! &= 0x7f;
  bytes[0]! |= 0x01;
  return bytes;
}

function bytesOf(buffer: Buffer): ArrayBuffer {
  return new Uint8Array(buffer).buffer;
}
