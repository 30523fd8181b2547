/** Seals of a test authority: SM2 over SM3, X.509, and signatures inside PDFs. */
export { type Authority, openAuthority, readRoots, type Seal, type SealBody } from './authority.ts';
export {
  type Certificate,
  isInForce,
  isIssuedBy,
  publicKeyDer,
  readCertificateFile,
  signatureDer,
  toPem,
} from './certificate.ts';
export { readSealedPdf, type SealedPdf, sealPdf } from './sealed-pdf.ts';
export { SIGNER_ID, signSm2, sm3, verifySm2 } from './sm2.ts';
