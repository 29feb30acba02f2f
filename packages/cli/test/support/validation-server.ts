import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

/** A server that grants every consumer key and sends people to this link; resolves to its base URL. */
export async function serveValidationUrl(validationUrl: string): Promise<string> {
  const server = createServer((request, response) => {
    const isRequest = request.method === "POST" && request.url?.endsWith("/auth/credential");
    const answer = isRequest
      ? { consumerKey: "key0of0this0server", validationUrl, state: "pendingValidation" }
      : { errorCode: "NOT_CREDENTIAL", httpCode: "403 Forbidden", message: "This credential is not valid" };
    response.writeHead(isRequest ? 200 : 403, { "content-type": "application/json" }).end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/1.0`;
}
