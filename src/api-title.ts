import { describeApi } from './platform/http/openapi/api-docs.js';

describeApi(
  `
Motorpool is a booking service for one organisation with any number of branches. It manages people and their permissions,
shared vehicles, bookings and approvals. The API can do everything that the console does: the console is one of its clients.
Numbers such as BK-4 refer to the rules of the service.

## Get a token

Browsers sign in with \`POST /api/v1/session\` and use the cookie. Programs use an access token in \`Authorization: Bearer\`.
An administrator registers a confidential client with a service account (\`POST /api/v1/oidc-clients\`); then:

\`\`\`sh
curl -u "$CLIENT_ID:$CLIENT_SECRET" -d 'grant_type=client_credentials&scope=api:read api:write' \\
  "$URL/oidc/token"
\`\`\`

A token with \`api:read\` can read; one with \`api:write\` can also change things. Neither can do more than the service account's
roles allow.
Applications that act for a person use the authorization code flow with PKCE.

## Make a booking

Find a free vehicle, then book it. \`START\` and \`END\` are times such as \`2026-12-01T08:00:00Z\`; booking reasons come from
\`GET /api/v1/booking-reasons\`.

\`\`\`sh
curl -H "Authorization: Bearer $TOKEN" "$URL/api/v1/availability?from=$START&to=$END"
\`\`\`

\`\`\`sh
curl -H "Authorization: Bearer $TOKEN" -H "Content-Type: application/json" -H "Idempotency-Key: $KEY" \\
  -d @- "$URL/api/v1/bookings" <<JSON
{ "vehicleId": "$VEHICLE_ID", "start": "$START", "end": "$END", "reasonId": "$REASON_ID" }
JSON
\`\`\`

The response's \`state\` is \`confirmed\`, or \`pending\` if someone has to approve it. \`KEY\` is any text that you use only for this
booking, such as a UUID: if the response is lost, send the same request again, and the vehicle is not booked twice.

## Page through a list

\`\`\`sh
curl -H "Authorization: Bearer $TOKEN" "$URL/api/v1/vehicles?limit=50"
\`\`\`

\`\`\`sh
curl -H "Authorization: Bearer $TOKEN" "$URL/api/v1/vehicles?limit=50&cursor=$NEXT_CURSOR"
\`\`\`

A list returns \`items\` and \`nextCursor\`. Send \`nextCursor\` back as \`cursor\`, with the same filters and order, until it is
null. \`limit\` is 50 by default and at most 200.

## Errors and retries

Errors are RFC 9457 problem details: branch on \`code\`, which is stable; \`errors\` names the invalid fields. For anything that you
may not see you get 404, as if it did not exist. After 429 and 503, wait for the number of seconds in \`Retry-After\`. Send an
\`Idempotency-Key\` with every POST: if you repeat the request, you get the first response, and nothing is done twice. To keep two
people from overwriting each other, send the \`ETag\` of what you read in \`If-Match\`: 412 means that it has changed. When you poll,
send it in \`If-None-Match\`: 304 means that it has not.

\`\`\`sh
curl --retry 5 -H "Authorization: Bearer $TOKEN" -H "If-None-Match: $ETAG" "$URL/api/v1/bookings/$BOOKING_ID"
\`\`\`

With \`--retry\`, curl follows \`Retry-After\` by itself.

Every response has an \`X-Request-Id\`. Include it when you ask your administrator about a request.
`.trim(),
  [
    {
      name: 'Bookings',
      description:
        'Find a free vehicle, book it, change the booking, check the vehicle out and in. Also seats, series and the waiting list.',
    },
    {
      name: 'Approvals',
      description: 'Decide requests, delegate your queue, and define when approval is needed.',
    },
    { name: 'Vehicles', description: 'Vehicles, and when they are out of service.' },
    { name: 'People', description: 'People: add, approve, change, suspend and delete them.' },
    { name: 'Roles and permissions', description: 'Roles, their permissions, and which roles you may give.' },
    {
      name: 'Organisation and branches',
      description: 'Settings, branches, locations, accessories, groups and the user agreement.',
    },
    { name: 'Booking settings', description: 'Booking reasons and booking policies.' },
    { name: 'Reports', description: 'Utilisation, reasons and distances, as JSON or CSV.' },
    {
      name: 'Notifications and webhooks',
      description: 'Emails and their delivery, and webhooks that notify other systems.',
    },
    { name: 'OpenID clients', description: 'Applications that sign people in with Motorpool or use this API.' },
    { name: 'Signing in', description: 'Register, sign in with a password or a passkey, reset a password.' },
    { name: 'Your account', description: 'Your own details, passkeys, sessions and data.' },
    { name: 'Operations', description: 'Health and metrics, for operators.' },
  ],
);
