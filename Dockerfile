# One file for every image: target "service" (ARG SERVICE names it) and target "local-stack" (creates the topics).

FROM node:22-bookworm-slim AS web
WORKDIR /build/web
COPY web/package.json web/package-lock.json ./
RUN npm ci
COPY web ./
RUN npm run build

FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /build
COPY pom.xml ./
COPY contracts contracts
COPY local-stack local-stack
COPY platform platform
COPY platform-test platform-test
COPY membership-service membership-service
COPY advocacy-service advocacy-service
COPY consultation-service consultation-service
COPY notification-service notification-service
COPY gateway gateway
COPY system-tests system-tests
COPY benchmarks benchmarks
COPY --from=web /build/web/dist web/dist
RUN --mount=type=cache,target=/root/.m2 mvn -B -ntp -DskipTests package \
 && for s in membership-service advocacy-service consultation-service notification-service gateway; do \
      java -Djarmode=tools -jar $s/target/$s-*.jar extract --destination /out/$s --application-filename app.jar; done \
 && mvn -B -ntp -pl local-stack dependency:copy-dependencies -DincludeScope=runtime -DoutputDirectory=/out/local-stack/lib \
 && cp local-stack/target/local-stack-*.jar /out/local-stack/lib/

FROM eclipse-temurin:25-jre AS runtime
RUN useradd --system --uid 10001 --no-create-home civikos
WORKDIR /app
ENTRYPOINT []

FROM runtime AS local-stack
COPY --from=build /out/local-stack /app
USER 10001
ENTRYPOINT ["java", "-cp", "/app/lib/*"]

FROM runtime AS service
ARG SERVICE
# Scanned drafts are read by Tesseract, in the languages of the acts.
RUN if [ "$SERVICE" = consultation-service ]; then \
      apt-get update && apt-get install -y --no-install-recommends tesseract-ocr tesseract-ocr-sqi tesseract-ocr-srp tesseract-ocr-srp-latn \
      && rm -rf /var/lib/apt/lists/*; fi
# A volume that is mounted here for the first time takes over who owns it.
RUN install -d -o 10001 -g 10001 /data
COPY --from=build /out/${SERVICE} /app
COPY --chmod=755 deploy/healthy /app/healthy
# The class cache is made here, once, so that each start takes a third of the time; it serves only this very jar and JVM.
RUN PORT=0 MONGODB_URI=mongodb://127.0.0.1:1/none KAFKA_BOOTSTRAP=127.0.0.1:1 PUBLIC_URL=http://localhost MEMBERSHIP_URL=http://localhost \
    ADVOCACY_URL=http://localhost CONSULTATION_URL=http://localhost NOTIFICATION_URL=http://localhost SMTP_HOST=localhost SMTP_PORT=1 \
    SMS_URL=http://localhost SMS_API_KEY=training LINK_SECRET=training-run-only-not-a-secret GATEWAY_CLIENT_SECRET=training CLI_CLIENT_SECRET=training \
    java -XX:AOTCacheOutput=/app/app.aot -Dspring.context.exit=onRefresh -jar /app/app.jar || true
USER 10001
ENTRYPOINT ["java", "-XX:AOTCache=/app/app.aot", "-XX:+UseSerialGC", "-XX:MaxRAMPercentage=70", "-jar", "/app/app.jar"]
