# ruff: noqa: E501 - a row of the tables below is read as one line
"""Words that carry no topic: they ask, they urge, or they stand in every bulletin.

Whether a question can be answered is decided by its topic being there. 政策, 措施, 加强 are in every bulletin and so
prove nothing; a question about 上海的养老措施 is not answered by an article with 措施 in it.
"""

from __future__ import annotations

from corpus.patterns import lazy

GENERIC = frozenset(
    """
    政策 措施 举措 办法 做法 工作 事业 方面 内容 情况 问题 要求 任务 重点 目标 计划 规划 安排 部署 方案 规定 事项 事情 领域 方式 方法 途径 机制
    体系 制度 体制 服务 保障 建设 管理 发展 改革 创新 行动 活动 项目 工程 水平 能力 质量 高质量 力度 会议 大会 会 座谈会 推进会 视频会 工作会 工作会议
    现场会 交流会 启动仪式 仪式 全省 全市 全区 省 市 县 区 省份 城市 地区 地方 单位 部门 机构 人 人员 领导 同志 公报 文章 新闻 报道 消息 信息 资料
    文件 通知 意见 条例 名字 姓名 名称 叫 职务 职位 身份 时间 日期 年 月 日 年份 地点 位置 数量 数字 个 项 条 家 名 位 点 次 类 种 大
    具体 主要 相关 有关 关于 重要 重大 各级 各地 各 全部 所有 一些 哪些 什么 怎么 怎样 如何 多少 几 谁 哪 哪里 何时 为什么 吗 呢 的 了 是 有 在 和
    与 对 为 被 把 将 中 上 下 里 内 外 及 等 这 那 该 其 它 他 她 我 你 您 请 请问 一下 告诉 列出 列举 介绍 说明 解释 说说 谈谈 讲讲 概括 总结
    简述 比较 对比 区别 异同 不同 相同 分别 各自 共同 共 共有 一共 总共 提出 提到 谈到 说到 涉及 强调 指出 明确 规定 包括 包含 指 意思 含义 定义
    加强 推进 推动 促进 完善 健全 建立 构建 实施 落实 开展 组织 做好 搞好 抓好 提升 提高 扩大 深化 优化 强化 加快 加大 支持 鼓励 引导 培育 培养 发挥
    解决 处理 应对 进行 采取 实行 执行 推行 制定 出台 发布 印发 公布 颁布 举行 召开 举办 开 开会 参加 出席 列席 主持 讲话 发言 致辞 交流 表示 认为
    谋划 确保 保证 坚持 坚决 努力 积极 大力 着力 持续 进一步 不断 切实 全面 深入 扎实 有效 广泛 继续 要 应该 应当 需要 必须 可以 能 会 打算 准备
    想 知道 了解 看看 查 查询 问 做 干 办 用 让 使 到 从 向 去 来 给 说 讲 写 看 出 起 过 得 着 第 现在 目前 今年 去年 明年 最近 近日 日前 今后 未来
    当地 本地 本省 本市 省里 市里 官方 政府 民政 民政厅 民政局 国家 我国 中国 全国 社会 群众 百姓 老百姓 居民 人民 大家 工作经验 经验 成效 成果
    进展 效果 结果 作用 意义 背景 原因 目的 原则 特点 亮点 变化 新 好 大 小 多 少 高 低 更 最 很 非常 特别 以及 还 还有 也 都 又 再 就 才 只 不 没 没有
    是否 有没有 是不是 能否 可否 怎么样 怎么办 咋 啥 哪个 哪位 哪几个 哪几项 哪家 哪年 哪天 哪一天 哪一年 哪一项 几个 几项 几条 几大 项目 层面 角度
    期间 同时 此外 其中 根据 按照 通过 围绕 聚焦 立足 关注 重视 管 管到 守住 避免 防止 怎 么 样 样子 部分 方 者 化 性 型 式 度 率 力 方向 思路 模式 有何 何 支
    民政工作 民政事业 civil 起止 期限 有效期 有效 截止 为期 总体 参会 与会 到会 参会人员 帮助 协助 改善 改进 增加 减少 降低 开设 设立 成立 创建 打造 规范 增强 巩固 拓展 统筹 协调
    结合 形成 达到 完成 取得 实现 运用 利用 依托 带动 激发 汇聚 凝聚 创建 指导 督促 检查 评估 考核 研究 探索 试行 发放 提供 给予 享受 申请 领取 办理 得到
    传达 学习 汇报 代表 回应 满足 改变 建 办好 设置 布局 整合 对接 衔接 联动 参与 动员 号召 倡导 提倡 宣布 通过 批准 审议 介绍经验 分管 说法 态度 看法
    用途 好处 影响 名单 有没有人 什么人 多久 多长 期 起 止 全称 简称 全名 是不是 有关部门 到底 究竟 一般 通常 大概 大约 左右 以上 以下 以内 全面性 详细内容
    更好 最好 更强 更优 做得 做得好 做得更好 出现 做到 缩短 压缩 延长 上调 下调 展开 时限 结束 开始 持续 评价 回事 分 各方 多项 几方面 条款 条目 要点 关键 核心 主题 话题 详细 详情 讨论 会上 本次 此次 这次 这个 那个 那次 上述 上面 前面 下面 一个 一项
    run runs running end ends begin start make makes do does did get take use want need happen come go provide include offer apply cover last expire deal
    handle address improve promote strengthen support develop encourage ensure build create establish increase reduce enhance expand advance implement
    effect gave given gives giving made took taken delivered carry set want try call know main key major new important specific overall large scale large-scale high quality high-quality effective effectively well better
    what is are was were the who whom whose when where how which of in on at by for to a an and does do did has have it its this that there
    launch ceremony symposium forum session gathering latest current recent next first second third
    ask tell plan plans planned planning hold held say says said measure measures policy policies conference meeting meetings contain contains work
    event system systems article articles bulletin bulletins province provinces city cities place places people person name names list give show explain describe
    """.split()
)

COUNT_WORD = lazy(
    r"^第?[一二两三四五六七八九十百几多\d]+(?:个|项|大|条|类|种|点|方面|年|级|家|名|位|人)?$|^[一二两三四五六七八九十几多\d]+次$|^.$|^[要能可应想须会将].$"
)
"""Words that count or ask to count (七项, 三大), single characters, and a verb with 要 before it."""

CORE_ENDINGS = (
    "服务保障 综合服务 服务 保障 工作 体系 制度 机制 政策 措施 事业 建设 管理 发展 改革 领域 队伍 项目 活动 行动 工程 办法 方案 问题 标准 水平 情况 业务"
    " 保护 关爱 帮扶 救助"
).split()
"""Endings without which a compound still means its topic (殡葬服务 → 殡葬), longer before shorter."""

VERBS = "加强 推进 推动 促进 完善 健全 建立 防止 避免 预防 提升 提高 发展 培育 支持 规范 做好 开展 实施 深化 优化 扩大".split()
"""Beginnings without which a compound still means its topic: 防止返贫 → 返贫."""

KEEP_WHOLE = frozenset("社会救助 社会服务 社会工作 公共服务 基本服务 志愿服务 基层 社会保障".split())
"""Compounds whose beginning alone would mean something else."""
