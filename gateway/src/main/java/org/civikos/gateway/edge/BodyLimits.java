package org.civikos.gateway.edge;

import java.util.concurrent.atomic.AtomicLong;

import org.civikos.gateway.GatewaySettings;
import org.civikos.gateway.problem.Refusal;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

import reactor.core.publisher.Flux;

/** How large a body may be: refused by its declared length before an upstream hears of it, otherwise by counting. */
@Component
class BodyLimits {

    private final long ordinary;
    private final long upload;

    BodyLimits(GatewaySettings settings) {
        ordinary = settings.limits().bodyBytes();
        upload = settings.limits().uploadBytes();
    }

    /** @return the exchange to go on with. @throws Refusal 413 when the declared length is beyond the limit */
    ServerWebExchange check(ServerWebExchange exchange) {
        var request = exchange.getRequest();
        var headers = request.getHeaders();
        var length = headers.getContentLength();
        if (length < 0 && !headers.containsHeader("Transfer-Encoding")) {
            return exchange;
        }
        var limit = limit(request);
        if (length > limit) {
            throw Refusal.of(HttpStatus.CONTENT_TOO_LARGE, "body-too-large");
        }
        return length >= 0 ? exchange : exchange.mutate().request(new Counted(request, limit)).build();
    }

    private long limit(ServerHttpRequest request) {
        var forUploads = request.getMethod() == HttpMethod.POST && Uploads.belongAt(request.getPath().value());
        return forUploads && MediaType.MULTIPART_FORM_DATA.isCompatibleWith(contentType(request)) ? upload : ordinary;
    }

    private static MediaType contentType(ServerHttpRequest request) {
        try {
            var type = request.getHeaders().getContentType();
            return type == null ? MediaType.APPLICATION_OCTET_STREAM : type;
        } catch (org.springframework.http.InvalidMediaTypeException e) {
            return MediaType.APPLICATION_OCTET_STREAM;
        }
    }

    /** A body of unknown length that breaks off when it grows beyond the limit. */
    private static final class Counted extends ServerHttpRequestDecorator {
        private final long limit;
        private final AtomicLong seen = new AtomicLong();

        Counted(ServerHttpRequest request, long limit) {
            super(request);
            this.limit = limit;
        }

        @Override
        public Flux<DataBuffer> getBody() {
            return super.getBody().map(buffer -> {
                if (seen.addAndGet(buffer.readableByteCount()) > limit) {
                    DataBufferUtils.release(buffer);
                    throw Refusal.of(HttpStatus.CONTENT_TOO_LARGE, "body-too-large");
                }
                return buffer;
            });
        }
    }
}
