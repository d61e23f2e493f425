# The command with its languages and the page, on Debian 12 slim:
#   docker build -t seimei . && docker run --rm -v "$PWD:/data" seimei ingest news.db archive/
#   docker run --rm -p 127.0.0.1:8080:8080 -v "$PWD:/data" seimei serve news.db --host 0.0.0.0 --port 8080
FROM debian:12-slim AS build
WORKDIR /src
COPY . .
RUN tools/install-deps.sh --page && cmake -S . -B /build -G Ninja -DSEIMEI_TESTS=OFF -DCMAKE_INSTALL_PREFIX=/usr && \
    cmake --build /build && DESTDIR=/out cmake --install /build && \
    rm -rf /out/usr/include /out/usr/lib/*/cmake /out/usr/lib/*/pkgconfig /out/usr/lib/*/libseimei.*

FROM debian:12-slim
RUN apt-get update -qq && apt-get install -y -qq --no-install-recommends ca-certificates mecab-ipadic-utf8 libmecab2 \
      libjson-c5 libicu72 zlib1g libsqlite3-0 libxml2 libbrotli1 libcurl4 libmicrohttpd12 && rm -rf /var/lib/apt/lists/*
COPY --from=build /out/ /
WORKDIR /data
USER 1000:1000
ENTRYPOINT ["seimei"]
