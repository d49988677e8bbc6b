export { fetchS3Server, locateS3Server, S3_SERVER_VERSION } from './fetch.ts';
